import * as vscode from 'vscode';
import type { Services } from '../services';
import type { Session } from '../session';
import { openAwsTerminal } from './terminal';

/** Starts the endpoint and says where it is. */
export async function startEndpoint(services: Services): Promise<void> {
  const { session } = services;
  const { url = '' } = await session.startEndpoint();
  const terminal = vscode.l10n.t('Open Terminal');
  const copy = vscode.l10n.t('Copy URL');
  const answer = await vscode.window.showInformationMessage(vscode.l10n.t('The AWS endpoint runs at {0}', url), terminal, copy);
  if (answer === terminal) await openTerminal(services);
  if (answer === copy) await vscode.env.clipboard.writeText(url);
}

export async function stopEndpoint({ session }: Services): Promise<void> {
  await session.stopEndpoint();
}

/** Opens a terminal in which the AWS CLI talks to the endpoint, starting the endpoint if need be. */
export async function openTerminal({ session }: Services): Promise<void> {
  openAwsTerminal(await runningEndpoint(session), session.region).show();
}

async function runningEndpoint(session: Session): Promise<Required<Session['endpoint']>> {
  await session.open();
  const endpoint = session.endpoint.url === undefined ? await session.startEndpoint() : session.endpoint;
  const { url = '', accessKeyId = '', secretAccessKey = '' } = endpoint;
  return { url, accessKeyId, secretAccessKey };
}
