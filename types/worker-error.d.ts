// The one name of a browser in the web worker's transport, for its tests under Node.

interface ErrorEvent {
  readonly message: string;
}
