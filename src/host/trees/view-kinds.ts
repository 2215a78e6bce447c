import * as vscode from 'vscode';
import type { KindMenu } from '../../shared/kind-menu';
import type { ViewName } from '../../shared/region-types';
import { kindMenus } from '../kinds.generated';

/** The id of a view: `cloudSandbox.instances`. */
export const viewId = (view: ViewName): string => `cloudSandbox.${view}`;

const kinds = new Map(kindMenus.map((kind) => [kind.name, kind]));

export const findKind = (name: string): KindMenu | undefined => kinds.get(name);

export function kindNamed(name: string): KindMenu {
  const kind = kinds.get(name);
  if (!kind) throw new Error(`No kind of resource is called ${name}`);
  return kind;
}

/** Kinds whose resources stand below those of another. */
export const childKinds = (parent: string): readonly KindMenu[] => kindMenus.filter((kind) => kind.parent === parent);

/** What a view shows at its top: the resources of its own kind, then a folder for each other kind. */
export interface ViewKinds {
  /** The kind whose resources stand there without a folder: the only one, or the one with the view's name. */
  readonly own?: string;
  readonly others: readonly string[];
}

export function kindsOf(view: ViewName): ViewKinds {
  const top = kindMenus.filter((kind) => kind.view === view && kind.parent === undefined).map(({ name }) => name);
  const own = top.length === 1 ? top[0] : top.find((name) => name === view);
  return { ...(own !== undefined && { own }), others: top.filter((name) => name !== own) };
}

/** The title of a kind in the user's language. */
export function titleOf({ title: [english, korean] }: KindMenu): string {
  return vscode.env.language.startsWith('ko') ? korean : english;
}
