import type * as vscode from 'vscode';
import type { ActionName, ChangeSet, InputOf, OutputOf } from '../shared/region-types';
import type { SessionActionName, SessionActions } from '../shared/worker';
import type { Session } from './session';
import type { KindViews } from './trees/kind-views';
import type { TreeElement } from './trees/kind-tree';

/**
 * What another extension gets from `vscode.extensions.getExtension('cloud-sandbox.cloud-sandbox').activate()`. Only its own major version is promised
 * to stay: check `version`.
 */
export interface CloudSandboxApi {
  readonly version: 1;
  /** The region that this window shows. */
  readonly region: string;
  /** Runs an AWS action, in the region that is shown unless another is named. Rejects with an error that has AWS's `code`. */
  execute<Name extends ActionName>(action: Name, input: InputOf<Name>, region?: string): Promise<OutputOf<Name>>;
  /** Runs an action of the session: the clock, the account's settings, a reset. */
  session<Name extends SessionActionName>(action: Name, input: SessionActions[Name]['input']): Promise<SessionActions[Name]['output']>;
  /** Tells what each commit changed. */
  readonly onDidChange: vscode.Event<ChangeSet>;
  /** The rows of a kind of resource, as its view shows them (in pages of 200 when there are more), to be put into another tree. */
  tree(kind: string): vscode.TreeDataProvider<TreeElement> | undefined;
}

/** Makes the API of an activation. */
export function makeApi(session: Session, views: KindViews): CloudSandboxApi {
  return {
    version: 1,
    get region() {
      return session.region;
    },
    execute: (action, input, region) => session.execute(action, input, region),
    session: (action, input) => session.session(action, input),
    onDidChange: session.onDidChange,
    tree: (kind) => views.tree(kind),
  };
}
