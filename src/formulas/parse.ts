import { tokensOf, type Token } from './tokens.ts';
import {
  FUNCTIONS,
  HOLD,
  KEYWORDS,
  NOT,
  SIGNS,
  UNARY,
  type Fault,
  type FunctionName,
  type Tree,
} from './tree.ts';

/** Parentheses, ifs and minuses inside each other, at most. */
const DEEPEST = 100;

class Unreadable extends Error {
  readonly fault: Fault;
  constructor(at: number, message: string) {
    super(message);
    this.fault = { at, message };
  }
}

/** Reads an expression. Any text gives a tree or a fault with its place; nothing is thrown. */
export function parse(text: string): { tree: Tree } | { fault: Fault } {
  const read = tokensOf(text);
  if ('fault' in read) return read;
  try {
    return { tree: expression(read.tokens) };
  } catch (error) {
    if (error instanceof Unreadable) return { fault: error.fault };
    throw error;
  }
}

function expression(tokens: readonly Token[]): Tree {
  let next = 0;
  let depth = 0;
  const peek = (): Token => tokens[next]!;
  const take = (): Token => tokens[next++]!;
  const stands = (text: string): boolean => peek().kind !== 'end' && peek().text === text;
  const named = (token: Token): string => (token.kind === 'end' ? 'the end' : JSON.stringify(token.text));
  const demand = (text: string): void => {
    if (!stands(text))
      throw new Unreadable(peek().at, `${JSON.stringify(text)} is missing before ${named(peek())}`);
    take();
  };
  const deeper = <T>(read: () => T): T => {
    if (++depth > DEEPEST) throw new Unreadable(peek().at, 'goes too deep');
    const found = read();
    depth--;
    return found;
  };

  const whole = (): Tree => deeper(() => (stands('if') ? choice() : pairs(HOLD.or)));

  function choice(): Tree {
    const { at } = take();
    const test = whole();
    demand('then');
    const yes = whole();
    demand('else');
    return { kind: 'if', test, yes, no: whole(), at };
  }

  /** Parts joined by signs that hold as tightly as `hold` or tighter; what holds alike is read from the left. */
  function pairs(hold: number): Tree {
    if (hold === NOT) return denied();
    if (hold === UNARY) return signed();
    let left = pairs(hold + 1);
    for (;;) {
      const token = peek();
      if (hold === HOLD['='] && stands('is')) return chosen(left);
      const sign = token.kind === 'number' ? undefined : SIGNS.find((s) => s === token.text);
      if (!sign || HOLD[sign] !== hold) return left;
      take();
      left = { kind: 'pair', sign, left, right: pairs(hold + 1), at: left.at };
      if (hold === HOLD['=']) return left;
    }
  }

  function denied(): Tree {
    if (!stands('not')) return pairs(HOLD['=']);
    const { at } = take();
    return { kind: 'not', of: deeper(denied), at };
  }

  function chosen(left: Tree): Tree {
    const { at } = take();
    if (left.kind !== 'name') throw new Unreadable(at, '"is" stands after the name of a choice');
    const token = take();
    if (token.kind !== 'word')
      throw new Unreadable(token.at, `one of the choices is missing before ${named(token)}`);
    return { kind: 'is', name: left.name, choice: token.text, at: left.at };
  }

  function signed(): Tree {
    if (!stands('-')) return power();
    const { at } = take();
    return { kind: 'minus', of: deeper(signed), at };
  }

  function power(): Tree {
    const left = atom();
    if (!stands('^')) return left;
    take();
    return { kind: 'pair', sign: '^', left, right: deeper(signed), at: left.at };
  }

  function atom(): Tree {
    const token = take();
    if (token.kind === 'number') return { kind: 'number', value: token.value, at: token.at };
    if (token.kind === 'sign' && token.text === '(') {
      const inner = whole();
      demand(')');
      return inner;
    }
    if (token.kind === 'word' && FUNCTIONS.includes(token.text as FunctionName)) {
      demand('(');
      const of = [whole()];
      while (stands(',')) {
        take();
        of.push(whole());
      }
      demand(')');
      return { kind: 'call', name: token.text as FunctionName, of, at: token.at };
    }
    if (token.kind === 'word' && stands('('))
      throw new Unreadable(
        token.at,
        `there is no function ${named(token)}; there are ${FUNCTIONS.join(', ')}`,
      );
    if (token.kind === 'word' && token.text === 'if')
      throw new Unreadable(token.at, '"if" inside an expression stands in parentheses');
    if (token.kind === 'word' && !KEYWORDS.has(token.text))
      return { kind: 'name', name: token.text, at: token.at };
    throw new Unreadable(token.at, `a number, a name or "(" is missing before ${named(token)}`);
  }

  const tree = whole();
  if (peek().kind !== 'end') throw new Unreadable(peek().at, `a sign is missing before ${named(peek())}`);
  return tree;
}
