/** Of the app's own scheme. */
export const ORIGIN = 'contexture://app';
