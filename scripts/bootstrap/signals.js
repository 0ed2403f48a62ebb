// Run by the other scripts: when somebody stops us, what we started stops too.

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Hands our signals on to a child; the child decides when it has finished.
 * @param {import('node:child_process').ChildProcess} child
 */
export function handSignalsOn(child) {
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
}

/**
 * npm runs us under a shell, and a signal sent to npm ends the shell without reaching us: we would go on unseen
 * and keep the port. So, under npm, an ended parent counts as SIGTERM.
 */
export function endWithNpm() {
  if (!process.env['npm_lifecycle_event']) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 200);
  watch.unref();
}
