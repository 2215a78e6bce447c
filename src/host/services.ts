import type * as vscode from 'vscode';
import type { ActivityView } from './activity/activity-view';
import type { CallDocuments } from './activity/call-documents';
import type { DescribeDocuments } from './documents/describe-documents';
import type { ConnectPanels } from './panels/connect-panels';
import type { LaunchPanels } from './panels/launch/launch-panels';
import type { WhyPanels } from './panels/why-panels';
import type { Session } from './session';
import type { ResourceViews } from './trees/resource-views';

/** What commands work with; made once by `activate`. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly session: Session;
  readonly views: ResourceViews;
  readonly activity: ActivityView;
  readonly calls: CallDocuments;
  readonly documents: DescribeDocuments;
  readonly why: WhyPanels;
  readonly launch: LaunchPanels;
  readonly connect: ConnectPanels;
}
