// Every door of the product, read from the tree itself, so that a new one cannot be forgotten: each page's `load`, each form
// action, each handler of a method, with every name under which something can be handed in.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../browser/testing/site.ts';

const ROUTES = join(ROOT, 'src', 'routes');
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'fallback'];

export type Door = {
  /** `GET /record/evidence/[id]`, `POST /record?/forget`; how the table of attacks names it. */
  name: string;
  method: string;
  route: string;
  /** `/forget` of `?/forget`; empty for the only action of a page, and where there is none. */
  action: string;
  /** Names in the path: `id` of `[id]`. */
  params: string[];
  /** Names that anything behind this door asks a form or an address for. */
  fields: string[];
  /** Whether anything behind it reaches what is kept of people. Pages of the content do not. */
  keeps: boolean;
};

/** What of `app.server.ts` leads to people's data. */
const KEPT = ['opened', 'records', 'evidence', 'activities', 'badges', 'shifts', 'accounts', 'openedMailing']; // prettier-ignore
/** Calls that hand a name to a form or an address: `form.get('id')`, `text(form, 'id')`. */
const ASKING = ['get', 'getAll', 'has'];

type Behind = { fields: Set<string>; keeps: boolean };

const sourceOf = (file: string) =>
  ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);

/** What stands behind a file, its own helpers under src/routes included. */
function behind(file: string, seen = new Set<string>()): Behind {
  const found: Behind = { fields: new Set(), keeps: false };
  if (seen.has(file)) return found;
  seen.add(file);
  const look = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier))
      follow(node, node.moduleSpecifier.text);
    if (ts.isCallExpression(node)) for (const name of askedFor(node)) found.fields.add(name);
    ts.forEachChild(node, look);
  };
  const follow = (node: ts.ImportDeclaration, from: string) => {
    if (!from.startsWith('.') || node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return;
    const target = join(dirname(file), from);
    if (target.endsWith(join('src', 'app.server.ts'))) {
      const names = node.importClause?.namedBindings;
      if (names && ts.isNamedImports(names))
        found.keeps ||= names.elements.some((e) => KEPT.includes((e.propertyName ?? e.name).text));
    } else if (existsSync(target) && target.endsWith('.ts')) {
      const more = behind(target, seen);
      for (const name of more.fields) found.fields.add(name);
      found.keeps ||= more.keeps;
    }
  };
  look(sourceOf(file));
  return found;
}

function askedFor({ expression, arguments: given }: ts.CallExpression): string[] {
  const texts = given.filter((one) => ts.isStringLiteral(one)).map((one) => one.text);
  if (ts.isIdentifier(expression)) return expression.text === 'text' && given.length === 2 ? texts : [];
  if (!ts.isPropertyAccessExpression(expression) || !ASKING.includes(expression.name.text)) return [];
  return /headers|cookies|library|goals/.test(expression.expression.getText()) ? [] : texts;
}

/** Names that a file exports, and of `actions` the names in it. */
function exportsOf(file: string): { names: string[]; actions: string[] } {
  const [names, actions]: [string[], string[]] = [[], []];
  for (const node of sourceOf(file).statements) {
    if (!ts.canHaveModifiers(node)) continue;
    if (!ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword)) continue;
    if (ts.isFunctionDeclaration(node) && node.name) names.push(node.name.text);
    if (!ts.isVariableStatement(node)) continue;
    for (const { name, initializer } of node.declarationList.declarations) {
      names.push(name.getText());
      if (name.getText() !== 'actions') continue;
      if (!initializer || !ts.isObjectLiteralExpression(initializer))
        throw new Error(`${file}: what are its actions?`);
      for (const one of initializer.properties) {
        if (!one.name) throw new Error(`${file}: an action without a name`);
        actions.push(one.name.getText());
      }
    }
  }
  return { names, actions };
}

function doorsIn(folder: string, file: string): Door[] {
  const path = join(folder, file);
  const route = `/${relative(ROUTES, folder).replaceAll('\\', '/')}`;
  const { names, actions } = exportsOf(path);
  const { fields, keeps } = behind(path);
  const rest = {
    route,
    params: [...route.matchAll(/\[(\w+)\]/g)].map(([, name = '']) => name),
    fields: [...fields].sort(),
    keeps,
  };
  const door = (method: string, action = '') => ({
    name: `${method} ${route}${action && `?${action}`}`,
    method,
    action,
    ...rest,
  });
  if (file === '+server.ts') return names.filter((name) => METHODS.includes(name)).map((name) => door(name));
  return [
    ...(names.includes('load') ? [door('GET')] : []),
    ...actions.map((name) => door('POST', name === 'default' ? '' : `/${name}`)),
  ];
}

/** Every door below src/routes. */
export function doors(folder = ROUTES): Door[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? doors(join(folder, entry.name))
      : ['+page.server.ts', '+server.ts'].includes(entry.name)
        ? doorsIn(folder, entry.name)
        : [],
  );
}
