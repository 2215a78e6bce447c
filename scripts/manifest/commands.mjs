// The commands that no kind's menu brings. `palette: false` hides one there; `when` is where it can be run; `menus` are places besides the palette.
// The key of its title is `command.<id without cloudSandbox.>`.

const canWrite = '!cloudSandbox.readOnly';
const instancesTitle = { menu: 'view/title', when: 'view == cloudSandbox.instances' };

/** `{kinds}` in a `when` stands for every kind, `{stateful}` for those with states, as the start of a `viewItem` pattern. */
export const commands = [
  {
    id: 'quickLaunch',
    title: ['Quick Launch', '빠른 인스턴스 시작'],
    icon: 'add',
    enablement: canWrite,
    menus: [{ ...instancesTitle, group: 'navigation@1' }],
  },
  {
    id: 'launchInstance',
    title: ['Launch Instance…', '인스턴스 시작…'],
    icon: 'rocket',
    menus: [{ ...instancesTitle, group: 'navigation@0' }],
  },
  {
    id: 'launchMoreLikeThis',
    title: ['Launch More Like This…', '이와 비슷한 인스턴스 더 시작…'],
    enablement: canWrite,
    menus: [{ item: 'instances', group: '5_launch@1' }],
  },
  { id: 'launchFromTemplate', title: ['Launch From Template…', '템플릿에서 인스턴스 시작…'], enablement: canWrite },
  { id: 'selectRegion', title: ['Select Region…', '리전 선택…'], icon: 'globe', menus: [{ ...instancesTitle, group: 'navigation@2' }] },
  {
    id: 'clock',
    title: ['Virtual Clock…', '가상 시계…'],
    icon: 'watch',
    enablement: canWrite,
    menus: [{ ...instancesTitle, group: '1_clock@1' }],
  },
  {
    id: 'startEndpoint',
    title: ['Start AWS Endpoint', 'AWS 엔드포인트 시작'],
    enablement: `${canWrite} && !cloudSandbox.endpointRunning`,
    menus: [{ ...instancesTitle, group: '2_endpoint@1', and: '!cloudSandbox.endpointRunning' }],
  },
  {
    id: 'stopEndpoint',
    title: ['Stop AWS Endpoint', 'AWS 엔드포인트 중지'],
    enablement: `${canWrite} && cloudSandbox.endpointRunning`,
    menus: [{ ...instancesTitle, group: '2_endpoint@1', and: 'cloudSandbox.endpointRunning' }],
  },
  {
    id: 'openTerminal',
    title: ['Open Terminal for the AWS CLI', 'AWS CLI용 터미널 열기'],
    icon: 'terminal',
    enablement: canWrite,
    menus: [{ ...instancesTitle, group: '2_endpoint@2' }],
  },
  {
    id: 'accountSettings',
    title: ['Account Settings…', '계정 설정…'],
    enablement: canWrite,
    menus: [{ ...instancesTitle, group: '3_account@1' }],
  },
  {
    id: 'resetAccount',
    title: ['Reset Account…', '계정 초기화…'],
    enablement: canWrite,
    menus: [{ ...instancesTitle, group: '3_account@2' }],
  },
  { id: 'openAsJson', title: ['Open as JSON', 'JSON으로 열기'], icon: 'json', menus: [{ item: '{kinds}', group: '1_general@2' }] },
  { id: 'why', title: ['Why?', '왜 이 상태인가요?'], icon: 'question', menus: [{ item: '{stateful}', group: '1_general@1' }] },
  { id: 'copyId', title: ['Copy ID', 'ID 복사'], menus: [{ item: '{kinds}', group: '4_copy@1' }] },
  {
    id: 'copyPublicIp',
    title: ['Copy Public IPv4 Address', '퍼블릭 IPv4 주소 복사'],
    menus: [{ item: 'instances', flags: ['public-ip'], group: '4_copy@2' }],
  },
  { id: 'restart', title: ['Restart', '다시 시작'] },
  { id: 'showLog', title: ['Show Log', '로그 표시'] },
];
