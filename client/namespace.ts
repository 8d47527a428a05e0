/** What Portico needs of its Temporal namespace: search attributes and retention. Read here, set up by `set-up-temporal.ts`. */
import type { ConnectionLike } from '@temporalio/client';
import { NamespaceNotFoundError } from '@temporalio/common/lib/errors';
import { SEARCH_ATTRIBUTES } from '../workflows/search-attributes';
import { grpcCode } from './temporal-errors';

/** How long closed workflows are kept: a port lasts weeks, and people ask about it for weeks more. */
export const RETENTION_DAYS = 90;

/** A search attribute of ours, with its type as Temporal's own tools write it. */
export interface NeededAttribute {
  readonly name: string;
  readonly type: AttributeType;
}

/** The server's own numbering of types, which the operator service takes. */
export const TYPE_NUMBERS = { Text: 1, Keyword: 2, Int: 3, Double: 4, Bool: 5, Datetime: 6, KeywordList: 7 } as const;
export type AttributeType = keyof typeof TYPE_NUMBERS;

const TYPES = Object.keys(TYPE_NUMBERS) as AttributeType[];

/** `KEYWORD_LIST` of the SDK is `KeywordList` elsewhere. */
function typeOf(sdkType: string): AttributeType {
  const found = TYPES.find((type) => type.toLowerCase() === sdkType.replace('_', '').toLowerCase());
  if (!found) throw new RangeError(`no type of search attribute: ${sdkType}`);
  return found;
}

/** Every search attribute that workflows and clients write. */
export const NEEDED: readonly NeededAttribute[] = SEARCH_ATTRIBUTES.map(({ name, type }) => ({ name, type: typeOf(type) }));

/** What a namespace lacks. `kept`: the server tells nobody, as on Temporal Cloud; `absent`: there is no such namespace. */
export type NamespaceLook =
  | {
      readonly is: 'read';
      readonly missing: readonly NeededAttribute[];
      readonly otherwise: readonly (NeededAttribute & { readonly found: string })[];
    }
  | { readonly is: 'kept' }
  | { readonly is: 'absent' };

const NOT_FOUND = 5;
const PERMISSION_DENIED = 7;
const UNIMPLEMENTED = 12;

/** Whether a call is kept from everybody but the provider's own tools. */
export const isKept = (error: unknown): boolean => [PERMISSION_DENIED, UNIMPLEMENTED].includes(grpcCode(error) ?? -1);

/** Whether there is no such namespace. */
export const isAbsent = (error: unknown): boolean => error instanceof NamespaceNotFoundError || grpcCode(error) === NOT_FOUND;

/** Looks which of our search attributes the namespace has. Throws what the connection throws. */
export async function lookAtNamespace(connection: Pick<ConnectionLike, 'operatorService'>, namespace: string): Promise<NamespaceLook> {
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const known = customAttributes ?? {};
    return {
      is: 'read',
      missing: NEEDED.filter(({ name }) => known[name] === undefined),
      otherwise: NEEDED.flatMap((needed) => {
        const found = known[needed.name];
        if (found === undefined || found === TYPE_NUMBERS[needed.type]) return [];
        return [{ ...needed, found: TYPES.find((type) => TYPE_NUMBERS[type] === found) ?? `type ${found}` }];
      }),
    };
  } catch (error) {
    if (isKept(error)) return { is: 'kept' };
    if (isAbsent(error)) return { is: 'absent' };
    throw error;
  }
}

/** The command of Temporal's own CLI that registers these. */
export const registerCommand = (namespace: string, attributes: readonly NeededAttribute[]): string =>
  [
    'temporal operator search-attribute create',
    `--namespace ${namespace}`,
    ...attributes.map(({ name, type }) => `--name ${name} --type ${type}`),
  ].join(' ');

/** The commands for Temporal Cloud, whose namespaces are changed by its own tool only. */
export const cloudCommands = (namespace: string): string[] => [
  `tcld namespace search-attributes add --namespace ${namespace} ${NEEDED.map(({ name, type }) => `--search-attribute "${name}=${type}"`).join(' ')}`,
  `tcld namespace retention set --namespace ${namespace} --retention-days ${RETENTION_DAYS}`,
];

/** What is wrong with a namespace, each with the command that mends it; empty: nothing that can be seen. */
export function problemsIn(look: NamespaceLook, namespace: string): string[] {
  if (look.is === 'kept') return [];
  if (look.is === 'absent')
    return [
      `Temporal has no namespace ${namespace}. Run: temporal operator namespace create --namespace ${namespace} --retention ${RETENTION_DAYS}d, then: portico set-up-temporal (or correct TEMPORAL_NAMESPACE)`,
    ];
  const { missing, otherwise } = look;
  return [
    ...(missing.length > 0
      ? [
          `Temporal's namespace ${namespace} lacks ${missing.length === 1 ? 'the search attribute' : 'the search attributes'} ${missing.map(({ name }) => name).join(', ')}. Run: portico set-up-temporal (or: ${registerCommand(namespace, missing)})`,
        ]
      : []),
    ...otherwise.map(
      ({ name, type, found }) =>
        `The search attribute ${name} of namespace ${namespace} is of type ${found} and has to be ${type}. Run: temporal operator search-attribute remove --namespace ${namespace} --name ${name}, then: portico set-up-temporal`,
    ),
  ];
}
