/** A window that is not seen draws no frames. */
const LONGEST_WAIT_MS = 100;

/** What waits, in the order of asking. */
const waiting: (() => void)[] = [];

/** Each in a task of its own, so that a key or a frame comes between. */
function goOn(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setTimeout(goOn);
}

const goOnAtOnce = (): void => { for (const go of waiting.splice(0)) go(); };

function afterFrames(go: () => void): void {
  let hasGone = false;
  const once = (): void => {
    if (hasGone) return;
    hasGone = true;
    go();
  };
  setTimeout(once, LONGEST_WAIT_MS);
  // What has changed is drawn by the second frame; the task after it comes when that is on screen.
  if (typeof requestAnimationFrame === 'function') requestAnimationFrame(() => { requestAnimationFrame(() => { setTimeout(once); }); });
}

/**
 * Resolves once what has changed is on screen: for what takes long and can wait, such as handing a set of thousands of sentences to another process. Those who
 * wait go on in the order in which they asked, and all at once when the page ends.
 */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) afterFrames(goOn);
  });
}

if (typeof addEventListener === 'function') addEventListener('pagehide', goOnAtOnce);
