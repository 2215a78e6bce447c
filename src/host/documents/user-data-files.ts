import * as vscode from 'vscode';
import { RemoteError } from '../../shared/rpc';
import { explain } from '../messages';
import type { Session } from '../session';

/** User data as files: `cloud-sandbox-user-data:/<region>/<instance id>/user-data.sh`. */
const scheme = 'cloud-sandbox-user-data';

/** Most bytes of user data before they are encoded (EC2 User Guide, user data). */
const mostBytes = 16_384;

/** The instance whose user data a file is. */
interface Place {
  readonly region: string;
  readonly id: string;
}

function placeOf({ path }: vscode.Uri): Place {
  const [, region = '', id = ''] = path.split('/');
  return { region, id };
}

/** The file with the user data of an instance. */
export function userDataFile({ region, id }: Place): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${region}/${id}/user-data.sh` });
}

/** What user data are, as bytes. */
export async function readUserData(session: Session, { region, id }: Place): Promise<Uint8Array> {
  const { UserData } = await session.execute('ec2:DescribeInstanceAttribute', { InstanceId: id, Attribute: 'userData' }, region);
  return Buffer.from(UserData?.Value ?? '', 'base64');
}

/** Gives a stopped instance other user data, and says so. @throws Error that tells AWS's code, or that they are too long */
export async function writeUserData(session: Session, { region, id }: Place, data: Uint8Array): Promise<void> {
  if (data.length > mostBytes) {
    throw new Error(vscode.l10n.t('User data has at most 16 KB; this is {0} bytes.', data.length));
  }
  await session.execute('ec2:ModifyInstanceAttribute', { InstanceId: id, UserData: { Value: data } }, region);
  const [node] = await session.nodesById('instances', [id], region);
  void vscode.window.showInformationMessage(vscode.l10n.t('User data of {0} saved. It is not executed.', node?.face.label ?? id));
}

/** Lets editors read the user data of instances, and write those of stopped ones with Save. */
export class UserDataFiles implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private readonly watched = new Map<string, vscode.Uri>();
  private readonly subscriptions: vscode.Disposable[];
  /** When the instance of a file last changed: editors read anew what is newer. */
  private readonly changedAt = new Map<string, number>();

  readonly onDidChangeFile = this.emitter.event;

  constructor(private readonly session: Session) {
    this.subscriptions = [
      this.emitter,
      vscode.workspace.registerFileSystemProvider(scheme, this, { isCaseSensitive: true }),
      session.onDidChange(({ changed }) => {
        if (this.watched.size === 0) return;
        for (const { kind, region, id } of changed) if (kind === 'instances') this.fire(userDataFile({ region, id }));
      }),
      session.onDidReplace(() => this.fireAll()),
      session.onDidOpen(() => this.fireAll()),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  watch(uri: vscode.Uri): vscode.Disposable {
    this.watched.set(uri.toString(), uri);
    return new vscode.Disposable(() => {
      this.watched.delete(uri.toString());
      this.changedAt.delete(uri.toString());
    });
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { session } = this;
    const place = placeOf(uri);
    const [node] = await session.nodesById('instances', [place.id], place.region);
    if (!node) throw vscode.FileSystemError.FileNotFound(uri);
    const { length: size } = await readUserData(session, place);
    const mtime = this.changedAt.get(uri.toString()) ?? 0;
    const locked = node.state !== 'stopped' || session.readOnly;
    return { type: vscode.FileType.File, ctime: 0, mtime, size, ...(locked && { permissions: vscode.FilePermission.Readonly }) };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    try {
      return await readUserData(this.session, placeOf(uri));
    } catch (error) {
      // Editors read without waiting for `stat`, and take for deleted only what both do not find.
      if (error instanceof RemoteError && error.code === 'InvalidInstanceID.NotFound') throw vscode.FileSystemError.FileNotFound(uri);
      throw error;
    }
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    try {
      await writeUserData(this.session, placeOf(uri), content);
    } catch (error) {
      throw new vscode.FileSystemError(explain(error));
    }
    this.fire(uri);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  /** In another account an instance has other user data, or is not there. */
  private fireAll(): void {
    for (const uri of this.watched.values()) this.fire(uri);
  }

  private fire(uri: vscode.Uri): void {
    const key = uri.toString();
    if (!this.watched.has(key)) return;
    this.changedAt.set(key, Date.now());
    this.emitter.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }
}
