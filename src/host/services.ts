import type * as vscode from 'vscode';
import type { DescribeDocuments } from './documents/describe-documents';
import type { WhyPanels } from './panels/why-panels';
import type { Session } from './session';
import type { KindViews } from './trees/kind-views';

/** What commands work with; made once by `activate`. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly session: Session;
  readonly views: KindViews;
  readonly documents: DescribeDocuments;
  readonly why: WhyPanels;
}
