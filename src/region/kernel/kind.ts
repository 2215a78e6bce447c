import type { RowKey, TableDefinition } from '../store/table';
import type { ActionName } from '../aws/action-names';
import type { Context } from './context';
import type { Dependence } from './dependence';
import type { Lifecycle } from './lifecycle';
import type { Message } from './message';

/** How a resource shows itself. The host renders and translates it. */
export interface Face {
  /** The name the user gave it, or its id. */
  readonly label: string;
  /** Shown dimmed after the label. */
  readonly description: readonly Message[];
  /** A codicon and, if it means something, the theme colour of the state. */
  readonly icon: string;
  readonly color?: string;
  /** State words and properties that menus ask for, such as `running`. */
  readonly flags: readonly string[];
  /** Rows of the tooltip: a caption and a value. */
  readonly tooltip: readonly { readonly caption: Message; readonly value: Message }[];
  /** Its words tell of costs: the host says with them whose they are. */
  readonly priced?: boolean;
}

/** One entry of a resource's menu: an action on the selected resources. */
export interface MenuAction {
  /** Unique in its kind: the command is `cloudSandbox.<kind>.<id>`. */
  readonly id: string;
  /** Title in English; translated in the manifest. */
  readonly title: string;
  /** Title in Korean. */
  readonly titleKo: string;
  readonly icon?: string;
  /** The action, and the input that takes the list of selected ids. */
  readonly action: ActionName;
  readonly idsInput: string;
  /** The action takes one id, not a list: it is run for each selected resource in turn. */
  readonly each?: boolean;
  /** Inputs the action gets besides the ids, such as `{ Command: 'poweroff' }`. */
  readonly constants?: Readonly<Record<string, unknown>>;
  /** The action needs more than the id: the host's command that asks for the rest, given the resource, and then runs it. */
  readonly asks?: string;
  /** Offered when the resource has one of these flags. */
  readonly needs: readonly string[];
  /** Menu group and order, `2_active@1`. */
  readonly group: string;
  /** Stands in a menu of its own, as in the EC2 console. */
  readonly submenu?: 'instance-state' | 'instance-settings' | 'networking';
  /** Also shown as a button on the row. */
  readonly inline?: boolean;
  /** Asks first, naming the resources. */
  readonly confirm?: {
    readonly question: Message;
    readonly button: Message;
    /** The question tells of costs: the host says with it whose they are. */
    readonly priced?: boolean;
  };
  /** Said when it is done, naming the resources, where no row shows it. */
  readonly done?: Message;
  /** Key while the view has the focus. */
  readonly key?: string;
}

/** The sidebar's views, as the EC2 console groups its pages. */
export type ViewName = 'instances' | 'images' | 'storage' | 'network';

/** Resources that are the same in every account, such as Amazon's images: listed, never written. */
export interface Catalogue<Row extends RowKey> {
  /** All of the context's region, in the order they are shown. */
  list(context: Context): readonly Row[];
  find(context: Context, id: string): Row | undefined;
}

/** The group a row belongs to. Declared as a method's type, so that kinds of different rows can stand in one list. */
type GroupOf<Row> = { of(row: Row): string | undefined }['of'];

/** A kind of resource, as data: trees, menus, commands and docs are made from it. */
export interface Kind<Row extends RowKey = RowKey> {
  /** Plural, used everywhere: folder, change sets, commands, flags. */
  readonly name: string;
  /** Its folder's title in English and Korean. */
  readonly title: readonly [english: string, korean: string];
  /**
   * Where its resources stand: at the top of a view, or below a resource of another kind, which the named index of its own table tells
   * (the subnets of a VPC: `{ parent: 'vpcs', index: 'vpc' }`).
   */
  readonly place: { readonly view: ViewName } | { readonly parent: string; readonly index: string };
  /** AWS's resource type in tags, such as `instance`. */
  readonly resourceType: string;
  /** Where its resources are kept, or for resources that nobody can change, a list of them. */
  readonly source: TableDefinition<Row> | Catalogue<Row>;
  /** Present when the resource has states; its table then has an index `state`. */
  readonly lifecycle?: Lifecycle;
  /** By what else than states and tags the view can group its resources: the value of a row. */
  readonly groupings?: { readonly [By in 'zone' | 'type']?: GroupOf<Row> };
  readonly menu: readonly MenuAction[];
  /** The actions on it that are refused as long as something depends on it. */
  readonly dependences?: readonly Dependence<Row>[];
  face(context: Context, row: Row): Face;
}

/** Declares a kind. */
export function defineKind<Row extends RowKey>(kind: Kind<Row>): Kind {
  return kind as unknown as Kind;
}

/** The resources of a kind in the context's region, in order. */
export function listKind(context: Context, { source }: Kind): readonly RowKey[] {
  return 'list' in source ? source.list(context) : context.list(source);
}

/** One resource of a kind in the context's region. */
export function findOfKind(context: Context, { source }: Kind, id: string): RowKey | undefined {
  return 'find' in source ? source.find(context, id) : context.get(source, id);
}
