import type * as vscode from 'vscode';
import type { ActionName, ChangeSet, InputOf, OutputOf, ViewName } from '../shared/region-types';
import type { SessionActionName, SessionActions } from '../shared/worker';
import type { ActivityElement } from './activity/call-rows';
import type { ActivityView } from './activity/activity-view';
import type { Session } from './session';
import type { TreeElement } from './trees/resource-list';
import type { ResourceViews } from './trees/resource-views';

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
  /** What a view of the sidebar shows (more than 200 resources in pages), to be put into another tree. */
  tree(view: ViewName): vscode.TreeDataProvider<TreeElement> | undefined;
  /** The calls of the account as the Activity view shows them. */
  readonly activity: vscode.TreeDataProvider<ActivityElement>;
}

/** Makes the API of an activation. */
export function makeApi(session: Session, views: ResourceViews, activity: ActivityView): CloudSandboxApi {
  return {
    version: 1,
    get region() {
      return session.region;
    },
    execute: (action, input, region) => session.execute(action, input, region),
    session: (action, input) => session.session(action, input),
    onDidChange: session.onDidChange,
    tree: (view) => views.tree(view),
    activity,
  };
}
