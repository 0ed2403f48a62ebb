import { fileURLToPath } from 'node:url';
import { init, run } from 'clingo-wasm';
import { beats, type Need, type Point } from '../../src/pathways/plan/problem.ts';
import { problemOf, type Instance } from './instances.ts';

/**
 * The planning problem written for clingo from its definition in src/pathways/plan/problem.ts, sharing no code
 * with the planner: every allowed start of every move may be chosen, and every limit is checked at every step.
 * That a choice of `start` rests on `sat` and so on other starts makes clingo refuse moves that hold each other up. The
 * steps lost are guessed and then checked, since no start may rest on what it takes away itself.
 */
const DEFINITION = `
{ start(M,S) } :- option(M,S,E), root(M,N), sat(N,S).
:- move(M), 2 { start(M,S) }.
ends(M,E) :- start(M,S), option(M,S,E).
runs(M,T) :- start(M,S), option(M,S,E), T = S..E-1.

holds(A,T) :- have(A,F,U), T = F..U.
1 { lost(0..most) } 1.
:- lost(L), L != #sum { S,M : start(M,_), slip(M,S) }.
holds(A,T) :- accrues(A,F,U), lost(L), T = F+L..U.
holds(A,T) :- gives(M,A,L), ends(M,E), T = E..E+L, T <= horizon.
sat(N,T) :- leaf(N,A), holds(A,T).
sat(N,T) :- all(N), T = 0..horizon, sat(K,T) : kid(N,K).
sat(N,T) :- any(N), kid(N,K), sat(K,T).

1 { time(T) : T = 0..horizon } 1.
:- time(T), ends(M,E), E > T.
:- time(T), goal(N), not sat(N,T).

:- T = 0..horizon-1, #sum { H,M : runs(M,T), study(M,H) } > study.
:- T = 0..horizon-1, #sum { H,M : runs(M,T), practicum(M,H) } > work - keep.
:- T = 0..horizon-1, #sum { H,M : runs(M,T), practicum(M,H); H,M,w : runs(M,T), work(M,H) } > work.

cost(C,M) :- start(M,_), price(M,C).
cost(F,(M,T)) :- ends(M,E), renewal(M,A,F), T = E+1..horizon, (T - E) \\ A == 0, time(G), T < G.
cost(F,(held(N),T)) :- held(N,D,A,F), T = D..horizon, (T - D) \\ A == 0, time(G), T < G.
:- #sum { C,X : cost(C,X) } > budget.

atleast(R,T) :- T = 0..horizon-1, R = 1..baserate.
atleast(R,T) :- T = 0..horizon-1, R = 1..goalrate, time(G), G <= T.
atleast(R,T) :- T = 0..horizon-1, R = 1..Q, rate(M,Q), ends(M,E), E <= T.
net(work,R,T) :- atleast(R,T).
net(-H,R,T,M) :- atleast(R,T), runs(M,T), practicum(M,H).

#show time/1. #show cost/2. #show net/3. #show net/4.

#program better(t,c,n).
:- time(T), T >= t, #sum { C,X : cost(C,X) } >= c,
   #sum { V,R,T2 : net(V,R,T2); V,R,T2,M : net(V,R,T2,M); -C,cost,X : cost(C,X) } <= n.

#script(lua)
clingo = require("clingo")
function main(program)
  program:ground({{"base", {}}})
  while true do
    local point = nil
    program:solve{on_model = function(model)
      point = {0, 0, 0}
      for _, atom in ipairs(model:symbols{shown = true}) do
        local value = atom.arguments[1].number
        if atom.name == "time" then point[1] = value end
        if atom.name == "cost" then point[2] = point[2] + value; point[3] = point[3] - value end
        if atom.name == "net" then point[3] = point[3] + value end
      end
    end}
    if point == nil then return end
    program:ground({{"better", {clingo.Number(point[1]), clingo.Number(point[2]), clingo.Number(point[3])}}})
  end
end
#end.
#program base.
`;

/** Naming the wasm file chooses the build without threads, which does not hang on a busy machine. */
const ready = init(fileURLToPath(new URL('clingo.wasm', import.meta.resolve('clingo-wasm'))));

/**
 * Every point that no other point beats, by clingo. After each plan found, only plans that it does not equal or
 * beat are asked for, until there are none.
 */
export async function pointsByClingo(instance: Instance): Promise<Point[]> {
  await ready;
  const answer = await run(DEFINITION + facts(instance), 1, ['--warn=no-atom-undefined']);
  if (answer.Result === 'ERROR' || !('Call' in answer)) throw new Error(JSON.stringify(answer));
  if (answer.Warnings.some((w) => w.trim() !== '')) throw new Error(answer.Warnings.join('\n'));
  const points = answer.Call.flatMap((call) => (call.Witnesses ?? []).map((w) => pointOf(w.Value)));
  return points.filter((p) => !points.some((q) => beats(q, p)));
}

function pointOf(atoms: readonly string[]): Point {
  const sum = (name: string) =>
    atoms.reduce((n, a) => n + (a.startsWith(`${name}(`) ? Number(/-?\d+/.exec(a)![0]) : 0), 0);
  return { time: sum('time'), cost: sum('cost'), net: sum('net') - sum('cost') };
}

/** The instance as facts. Lasting past the horizon is lasting up to it. */
export function facts(instance: Instance): string {
  const { horizon } = instance;
  const out: string[] = [];
  let nodes = 0;
  const write = (need: Need): number => {
    const node = nodes++;
    if ('atom' in need) out.push(`leaf(${node},${need.atom}).`);
    else {
      out.push('all' in need ? `all(${node}).` : `any(${node}).`);
      for (const kid of 'all' in need ? need.all : need.any) out.push(`kid(${node},${write(kid)}).`);
    }
    return node;
  };
  const most = instance.moves.reduce((sum, m) => sum + m.slip, 0);
  const constants = { most, horizon, study: instance.study, work: instance.work, keep: instance.keep };
  for (const [name, value] of Object.entries(constants)) out.push(`#const ${name}=${value}.`);
  out.push(
    `#const budget=${instance.budget}. #const baserate=${instance.baseRate}. #const goalrate=${instance.goalRate}.`,
  );
  out.push(`goal(${write(instance.goal)}).`);
  for (const h of instance.have)
    out.push(`${h.accrues ? 'accrues' : 'have'}(${h.atom},${h.from},${Math.min(h.until, horizon)}).`);
  instance.held.forEach((h, n) => out.push(`held(${n},${h.due},${h.after},${h.fee}).`));
  problemOf(instance).moves.forEach((move, m) => {
    const { after, fee } = instance.moves[m]!.renewal;
    if (fee > 0) out.push(`renewal(${m},${after},${fee}).`);
    out.push(`move(${m}). root(${m},${write(move.needs)}). price(${m},${move.cost}).`);
    for (const g of move.gives) out.push(`gives(${m},${g.atom},${Math.min(g.lasts, horizon)}).`);
    for (const hours of ['study', 'practicum', 'work', 'rate', 'slip'] as const)
      if (move[hours] > 0) out.push(`${hours}(${m},${move[hours]}).`);
    for (let s = 0; s <= horizon; s++)
      if (move.begin(s) === s && move.end(s) <= horizon) out.push(`option(${m},${s},${move.end(s)}).`);
  });
  return out.join('\n');
}
