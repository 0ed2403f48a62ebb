/** Milliseconds of processor time this process has used: what others run meanwhile does not count. */
function processor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 1.5);

/** Runs of `all` a second of processor time, the best of three rounds. */
export function rate(all: () => unknown): number {
  for (const until = processor() + SECONDS * 400; processor() < until;) all(); // warm
  let best = 0;
  for (let round = 0; round < 3; round++) {
    const start = processor();
    let done = 0;
    let end = start;
    while (end - start < (SECONDS * 1000) / 3) {
      all();
      done++;
      end = processor();
    }
    best = Math.max(best, (done / (end - start)) * 1000);
  }
  return best;
}

export type Line = { job: string; who: string; mbPerSecond: number };

/** Rates by job, each beside ours, and how many times faster ours is. */
export function table(lines: readonly Line[]): string {
  const rows = lines.map(({ job, who, mbPerSecond }) => {
    const ours = lines.find((l) => l.job === job && l.who === 'ours')!.mbPerSecond;
    const times = who === 'ours' ? '' : `${(ours / mbPerSecond).toFixed(1)} ×`;
    return `${job.padEnd(36)}${who.padEnd(18)}${mbPerSecond.toFixed(1).padStart(10)}${times.padStart(14)}`;
  });
  return [
    `${'MB/s'.padEnd(36)}${'who'.padEnd(18)}${'rate'.padStart(10)}${'ours is'.padStart(14)}`,
    ...rows,
  ].join('\n');
}
