// The person of the tests: has an associate degree in biology, has worked in a laboratory in Minnesota.
import type { Page } from 'playwright-core';

/** Answers by question. A question that is not here is answered with "I'm not sure". */
const ANSWERS: { [question: string]: (page: Page) => Promise<void> } = {
  goal: async (page) => {
    await page.getByLabel('Work as a laboratory technician').check();
    await page.getByLabel('In which state').selectOption('Minnesota');
  },
  state: async (page) => void (await page.getByLabel('State or territory').selectOption('Minnesota')),
  born: (page) => page.getByLabel('Year').fill('1999'),
  school: async (page) => {
    await page.getByLabel('Associate degree').check();
    await page.getByLabel('Finished in').fill('2019-06');
  },
  degree: async (page) => {
    await page.getByLabel('Field').selectOption('Biology');
    await page.getByLabel('Yes, regionally accredited').check();
  },
  time: async (page) => {
    await page.getByLabel('For classes and study').fill('30');
    await page.getByLabel('For work and hospital rotations together').fill('40');
  },
  money: (page) => page.getByLabel('At most').fill('20000'),
};

export const pathOf = (page: Page): string => new URL(page.url()).pathname;
export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
export const goOn = (page: Page): Promise<void> => button(page, 'Go on').click();
export const questionOn = (page: Page): Promise<string> => page.locator('input[name=question]').inputValue();

/** Answers the question on the page and goes on. */
export async function answer(page: Page): Promise<void> {
  const question = await questionOn(page);
  const fill = ANSWERS[question];
  if (!fill) return button(page, "I'm not sure").click();
  await fill(page);
  await goOn(page);
}

/** From the first question to the plan. */
export async function answerAll(
  page: Page,
  until: (question: string) => boolean = () => false,
): Promise<void> {
  await page.goto('/start');
  for (let i = 0; pathOf(page) === '/start'; i += 1) {
    if (i > 30) throw new Error('The questions do not end.');
    if (until(await questionOn(page))) return;
    await answer(page);
  }
}
