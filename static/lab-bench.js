// The bench with a script: an act does not reload the page, single letters press buttons, the clock runs on to its new time.
// Every page works without this file. What comes from the server is the same page that a browser without a script gets.

const KEYS_OFF = 'benchpath-lab-keys-off';
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const root = document.documentElement;
const bench = () => document.querySelector('[data-bench]');

const keysOff = () => localStorage.getItem(KEYS_OFF) !== null;

/** Single letters can be switched off, for whoever speaks to the computer or leans on its keys. */
function offerKeys() {
  root.classList.toggle('keys', !keysOff());
  const end = document.querySelector('[data-bench] .end');
  if (!end || end.querySelector('[data-keys]')) return;
  const label = document.createElement('label');
  const box = Object.assign(document.createElement('input'), { type: 'checkbox', checked: !keysOff() });
  label.dataset.keys = '';
  label.append(box, ' Single letters press buttons (the letters stand on them; j and k go through the rack)');
  box.addEventListener('change', () => {
    if (box.checked) localStorage.removeItem(KEYS_OFF);
    else localStorage.setItem(KEYS_OFF, 'yes');
    root.classList.toggle('keys', box.checked);
  });
  end.prepend(label);
}

const minutesOf = (text) => {
  const [h, m] = text.split(':').map(Number);
  return h * 60 + m;
};
const timeOf = (minutes) =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** The minutes that an act took, seen to go by. */
function runClock(from) {
  const clock = document.querySelector('[data-clock]');
  if (!clock || from === null) return;
  const to = minutesOf(clock.textContent);
  const steps = Math.min(12, to - from);
  if (calm.matches || steps < 2) return;
  let step = 0;
  const end = clock.textContent;
  const tick = setInterval(() => {
    step += 1;
    clock.textContent = step >= steps ? end : timeOf(Math.round(from + ((to - from) * step) / steps));
    if (step >= steps) clearInterval(tick);
  }, 40);
}

/** Where one stood, so that the focus does not jump: a name that the same control has on the next page. */
function markOf(element) {
  if (!(element instanceof Element)) return null;
  const key = element.closest('[data-key]')?.getAttribute('data-key');
  return { id: element.id, key, text: element.textContent?.trim() ?? '', tag: element.tagName };
}

function focusAgain(mark) {
  const said = document.getElementById('said');
  const found =
    (mark?.id && document.getElementById(mark.id)) ||
    (mark?.key && document.querySelector(`[data-bench] [data-key="${mark.key}"]`)) ||
    (mark?.text &&
      [...document.querySelectorAll(`[data-bench] ${mark.tag}`)].find(
        (e) => e.textContent.trim() === mark.text,
      ));
  (found || said)?.focus({ preventScroll: true });
}

/** Links of the head are written as seen from their page; they must hold when the address changes. */
for (const link of document.head.querySelectorAll('link[href]')) link.setAttribute('href', link.href);

/** Styles of a room that was not open yet. */
const styled = (next, address) =>
  Promise.all(
    [...next.head.querySelectorAll('link[rel=stylesheet]')].map((link) => {
      const { href } = new URL(link.getAttribute('href'), address);
      const there = [...document.head.querySelectorAll('link[rel=stylesheet]')];
      if (there.some((own) => own.href === href)) return null;
      const added = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
      return new Promise((done) => {
        added.onload = added.onerror = done;
        document.head.append(added);
      });
    }),
  );

let busy = false;

/** Asks for a page and puts its main part in the place of this one. What is no page of the bench is gone to. */
async function show(address, options, history, mark) {
  if (busy) return;
  busy = true;
  root.dataset.busy = '';
  const from = document.querySelector('[data-clock]');
  const before = from ? minutesOf(from.textContent) : null;
  try {
    const answer = await fetch(address, { ...options, headers: { accept: 'text/html' } });
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const [main, own] = [next.querySelector('main'), document.querySelector('main')];
    const url = new URL(answer.url);
    if (!main?.querySelector('[data-bench]') || !own) {
      location.assign(answer.redirected || !options.method ? url.href : location.href);
      return;
    }
    if (url.searchParams.has('/do')) url.search = location.search;
    await styled(next, answer.url);
    const open = [...own.querySelectorAll('details[open] > summary')].map((s) => s.textContent.trim());
    const counts = url.pathname === location.pathname ? countsIn(own) : null;
    own.innerHTML = main.innerHTML;
    if (counts) countOn(counts);
    const same = (name) => url.searchParams.get(name) === new URLSearchParams(location.search).get(name);
    if (mark && ['tube', 'test', 'channel'].every(same))
      for (const summary of own.querySelectorAll('details:not([open]) > summary'))
        if (open.includes(summary.textContent.trim()) && url.pathname === location.pathname)
          summary.parentElement.open = true;
    document.title = next.title;
    if (history === 'push') window.history.pushState({}, '', url);
    else window.history.replaceState({}, '', url);
    ready();
    runClock(before);
    if (mark) focusAgain(mark);
    else window.scrollTo(0, 0);
    if (url.hash) document.querySelector(url.hash)?.scrollIntoView();
  } catch {
    location.reload();
  } finally {
    busy = false;
    delete root.dataset.busy;
  }
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches('[data-deed]')) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  show(form.action, { method: 'POST', body }, 'replace', markOf(event.submitter ?? document.activeElement));
});

document.addEventListener('click', (event) => {
  if (
    event.defaultPrevented ||
    event.button !== 0 ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey
  )
    return;
  const link = event.target instanceof Element ? event.target.closest('[data-bench] a[href]') : null;
  if (!link || link.target || link.hasAttribute('download')) return;
  const url = new URL(link.href);
  if (url.origin !== location.origin || !/^\/lab\/shift\/[^/]+(\/|$)/.test(url.pathname)) return;
  if (url.hash && url.pathname === location.pathname && url.search === location.search) return;
  if (url.pathname.endsWith('.json')) return;
  event.preventDefault();
  show(url.href, {}, 'push', url.pathname === location.pathname ? markOf(link) : null);
});

addEventListener('popstate', () => show(location.href, {}, 'replace', null));

const typing = (element) =>
  element instanceof HTMLElement &&
  (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName)) &&
  !/^(checkbox|radio|button|submit)$/.test(element.type ?? '');

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !bench()) return;
  if (event.key === 'Escape' && typing(event.target)) return event.target.blur();
  if (typing(event.target) || keysOff()) return;
  if (counted(event)) return;
  if (event.key === 'j' || event.key === 'k') {
    const step = stepIn(event.key === 'j' ? 1 : -1);
    if (step) {
      event.preventDefault();
      return step.click();
    }
  }
  const found = document.querySelector(`[data-bench] [data-key="${CSS.escape(event.key)}"]`);
  if (!found) return;
  event.preventDefault();
  if (found.matches('input, select, textarea')) return found.focus();
  found.click();
  // What unfolds is what one wants to fill in.
  if (found.matches('details[open] > summary'))
    (found.parentElement.querySelector('select, input:not([type=hidden]), textarea') ?? found).focus();
});

/** The next or last tube, result or field of the list. */
function stepIn(by) {
  const all = [...document.querySelectorAll('[data-bench] [data-step]')];
  const at = all.findIndex((e) => e.getAttribute('aria-current'));
  return all[(at + by + all.length) % all.length];
}

/** The differential counter: one key for one kind of cell, a bell at a hundred and two hundred. */
function counted(event) {
  const counter = document.querySelector('[data-counter]');
  if (!counter) return false;
  if (event.key === 'Backspace') {
    const last = counter.dataset.last?.split(' ').filter(Boolean) ?? [];
    const kind = last.pop();
    const field = kind && counter.querySelector(`[name="${kind}"]`);
    if (!field) return false;
    field.value = String(Math.max(0, Number(field.value) - 1));
    counter.dataset.last = last.join(' ');
    total(counter);
    event.preventDefault();
    return true;
  }
  const field = counter.querySelector(`[data-count="${CSS.escape(event.key)}"]`);
  if (!field) return false;
  field.value = String(Number(field.value) + 1);
  counter.dataset.last = `${counter.dataset.last ?? ''} ${field.name}`;
  total(counter);
  event.preventDefault();
  return true;
}

/** Counts go along from field to field. */
function countsIn(page) {
  const counter = page.querySelector('[data-counter]');
  if (!counter) return null;
  return {
    last: counter.dataset.last ?? '',
    by: [...counter.querySelectorAll('[data-count]')].map((f) => [f.name, f.value]),
  };
}

function countOn({ last, by }) {
  const counter = document.querySelector('[data-counter]');
  if (!counter) return;
  counter.dataset.last = last;
  for (const [name, value] of by) counter.querySelector(`[name="${name}"]`).value = value;
}

function total(counter) {
  const fields = [...counter.querySelectorAll('[data-count]')];
  const white = fields.filter((f) => !f.dataset.apart).reduce((n, f) => n + Number(f.value), 0);
  const out = counter.querySelector('output');
  out.textContent = `${white}${white === 100 || white === 200 ? ': stop here' : ''}`;
  for (const field of fields) {
    const share = counter.querySelector(`[data-share="${field.name}"]`);
    if (share) share.textContent = white === 0 ? '' : `${Math.round((Number(field.value) / white) * 100)} %`;
  }
}

function ready() {
  offerKeys();
  const counter = document.querySelector('[data-counter]');
  if (counter) {
    for (const field of counter.querySelectorAll('[data-count]'))
      field.addEventListener('input', () => total(counter));
    total(counter);
  }
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', ready);
else ready();
