/** Whether this copy can fetch its next version, or why it cannot. */
export type UpdateRoad =
  | { readonly kind: 'open'; readonly host: string }
  | { readonly kind: 'closed'; readonly why: string };

/** What the list of versions says. */
export type UpdateCheck =
  | { readonly kind: 'current' }
  | { readonly kind: 'newer'; readonly version: string; /** What is fetched, in bytes; null where the list does not say. */ readonly nBytes: number | null };

export interface UpdateProgress {
  readonly nDone: number;
  readonly nTotal: number;
}

/** What the app says of itself. */
export interface About {
  readonly onnxruntime: string;
  readonly chromium: string;
  readonly updates: UpdateRoad;
}
