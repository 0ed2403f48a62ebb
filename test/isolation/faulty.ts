// A database that forgets whose something is: the condition on its owner is taken out of one kind of query.
import { OperationNodeTransformer, type KyselyPlugin, type OperationNode, type WhereNode } from 'kysely';
import type { Db } from '../../src/storage/index.server.ts';

/** Columns by which a row is somebody's. */
const OWNERS = ['record_id', 'person_id', 'organization_id', 'browser_id'];

type Node = OperationNode & { [key: string]: unknown };

/** The name of the column that a condition compares; null for another kind of condition. */
function columnIn(node: OperationNode): string | null {
  const { kind, leftOperand } = node as Node;
  if (kind !== 'BinaryOperationNode') return null;
  const left = leftOperand as { column?: { column?: { name?: string } } };
  return left.column?.column?.name ?? null;
}

const columnsIn = (node: OperationNode): string[] =>
  node.kind === 'AndNode'
    ? [...columnsIn((node as Node)['left'] as Node), ...columnsIn((node as Node)['right'] as Node)]
    : [columnIn(node) ?? node.kind];

/** What is left of conditions without those on an owner. */
function without(node: OperationNode): OperationNode | undefined {
  if (node.kind !== 'AndNode') return OWNERS.includes(columnIn(node) ?? '') ? undefined : node;
  const [left, right] = [without((node as Node)['left'] as Node), without((node as Node)['right'] as Node)];
  return left && right ? ({ ...node, left, right } as OperationNode) : (left ?? right);
}

function tableIn(node: Node): string {
  let found = '?';
  class Looking extends OperationNodeTransformer {
    protected override transformTable(table: never, queryId?: never): never {
      const { name } = (table as { table: { identifier: { name: string } } }).table.identifier;
      if (found === '?') found = name;
      return super.transformTable(table, queryId) as never;
    }
  }
  new Looking().transformNode((node['from'] ?? node['table']) as OperationNode);
  return found;
}

/** `delete activity by id, record_id`: kinds of queries that have a condition on an owner; null for others. */
function kindOf(node: Node): string | null {
  const where = node['where'] as WhereNode | undefined;
  if (!where) return null;
  const columns = columnsIn(where.where);
  if (!columns.some((column) => OWNERS.includes(column))) return null;
  return `${node.kind.replace('QueryNode', '').toLowerCase()} ${tableIn(node)} by ${columns.sort().join(', ')}`;
}

const plugin = (change: (node: Node, kind: string) => OperationNode): KyselyPlugin => ({
  transformQuery: ({ node }) => {
    const kind = kindOf(node as unknown as Node);
    return (kind === null ? node : change(node as unknown as Node, kind)) as typeof node;
  },
  transformResult: async ({ result }) => result,
});

/** Writes down which kinds of queries ask for an owner. */
export const listening = (db: Db, heard: Set<string>): Db =>
  db.withPlugin(
    plugin((node, kind) => {
      heard.add(kind);
      return node;
    }),
  );

/** Forgets the owner in one kind of query. */
export const forgetful = (db: Db, forgotten: string): Db =>
  db.withPlugin(
    plugin((node, kind) => {
      if (kind !== forgotten) return node;
      const { where: whole, ...rest } = node;
      const left = without((whole as WhereNode).where);
      return (left ? { ...rest, where: { ...(whole as WhereNode), where: left } } : rest) as OperationNode;
    }),
  );
