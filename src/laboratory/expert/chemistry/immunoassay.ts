import { ask, comment, rerun } from '../deeds.ts';
import { chosen, type Evidence } from '../evidence.ts';
import type { Detector, Finding } from '../finding.ts';

const find = (family: string, because: string, does: Finding['does']): Finding => ({ family, because, does });

const flagged = (seen: Evidence, test: string, flag: string): boolean => {
  const result = seen.observed.find((r) => r.test === test);
  return result?.flags[result.chosen]?.startsWith(flag) ?? false;
};

const SAYS = 'Measured after biotin was taken out of the specimen; biotin disturbs this method.';

/** Sandwich low and competition high, in somebody who takes biotin: both are bent by it. */
const biotin: Detector = (seen) => {
  const both = ['tsh', 'ft4'];
  const [tsh, ft4] = both.map((t) => seen.observed.find((r) => r.test === t));
  const treated = both.filter((t) => (seen.observed.find((r) => r.test === t)?.readings.length ?? 0) > 1);
  const pattern = flagged(seen, 'tsh', 'L') && flagged(seen, 'ft4', 'H');
  if (tsh && ft4 && pattern && treated.length === 0) {
    if (seen.asked('picture') === null)
      return find('F27', 'TSH low with free T4 high: does the patient look like it?', ask(seen, 'picture'));
    if (seen.asked('medicines') === null)
      return find('F27', 'what do they take that a method minds?', ask(seen, 'medicines'));
  }
  if (!/biotin|hair and nails/i.test(seen.asked('medicines') ?? '') || !seen.container) return null;
  const open = seen.observed.filter((r) => both.includes(r.test));
  const bent = open.filter((r) => r.readings.length === 1);
  const [first] = bent;
  if (first?.analyzer) {
    const taken = seen.notes('treated').some((n) => n.some((s) => s.includes('biotin')));
    return taken
      ? find('F27', 'measured again without biotin', rerun(seen, first.analyzer, bent.map((r) => r.test))) // prettier-ignore
      : find('F27', 'they take biotin, and both methods need streptavidin', {
          deed: 'treat',
          container: seen.container.id,
          how: 'remove biotin',
        });
  }
  const silent = open.find((r) => !r.comments.includes(SAYS));
  return silent ? find('F27', 'who reads it is told', comment(seen, silent.test, SAYS)) : null;
};

/** Words of somebody who expects more hCG than any early pregnancy has. */
const MUCH = /\bmole\b|molar|trophoblast|snowstorm|no fetus|choriocarcinoma|larger than (the )?dates/i;
/** Beyond this nobody is surprised. */
const MODEST = 10_000;

/** A modest number where ultrasound says that it must be enormous: the signal has fallen again. */
const hook: Detector = (seen) => {
  const hcg = seen.observed.find((r) => r.test === 'hcg');
  const reading = hcg && chosen(hcg);
  if (!hcg?.analyzer || reading?.value == null || hcg.readings.length > 1 || reading.beyond !== null)
    return null;
  if (reading.value <= 5 || reading.value > MODEST) return null;
  const said = seen.asked('picture');
  if (said === null) return find('F26', 'does the number fit what ultrasound shows?', ask(seen, 'picture'));
  if (!MUCH.test(`${said} ${seen.order.clinical ?? ''}`)) return null;
  return find(
    'F26',
    `hCG ${reading.value} does not fit a mole: diluted, it rises if the signal had fallen`,
    rerun(seen, hcg.analyzer, ['hcg'], 'diluted 100'),
  );
};

export const immunoassay: readonly Detector[] = [biotin, hook];
