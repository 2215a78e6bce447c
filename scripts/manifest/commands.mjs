// The commands that no kind's menu brings. `palette: false` hides one there; `when` is where it can be run; `menus` are places besides the palette.
// The key of its title is `command.<id without cloudSandbox.>`.

const canWrite = '!cloudSandbox.readOnly';
const instancesTitle = { menu: 'view/title', when: 'view == cloudSandbox.instances' };

const networkTitle = { menu: 'view/title', when: 'view == cloudSandbox.network' };

const activityTitle = { menu: 'view/title', when: 'view == cloudSandbox.activity' };

/** A row of the Activity view with this flag. */
const callWith = (flag) => ({ when: `view == cloudSandbox.activity && viewItem =~ /^(call|change)(?=.*\\+${flag}(?![\\w-]))/` });

/** A command that entries of kinds' menus ask the rest with: those stand in the palette, with the name of the kind. */
const asked = (id, english, korean, more) => [{ id, title: [english, korean], enablement: canWrite, palette: false, ...more }];

/** A command that makes a resource of a kind: on the kind's folder and in the title of the Network view. */
const created = (id, english, korean, folder, order) => [
  {
    id,
    title: [english, korean],
    icon: 'add',
    enablement: canWrite,
    menus: [
      { folder, group: 'inline@1' },
      { folder, group: '2_active@1' },
      { ...networkTitle, group: `1_create@${order}` },
    ],
  },
];

/** `{kinds}` in a `when` stands for every kind, `{stateful}` for those with states, `{tagged}` for those of the account, as the start of a `viewItem` pattern. */
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
    palette: false,
  },
  { id: 'launchFromTemplate', title: ['Launch From Template…', '템플릿에서 인스턴스 시작…'], enablement: canWrite, palette: false },
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
    id: 'endpoint',
    title: ['AWS Endpoint…', 'AWS 엔드포인트…'],
  },
  {
    id: 'copyEnvironment',
    title: ['Copy Environment for AWS Tools…', 'AWS 도구용 환경 변수 복사…'],
    menus: [{ ...instancesTitle, group: '2_endpoint@3' }],
  },
  {
    id: 'copyTerraformProvider',
    title: ['Copy Terraform Provider Block…', 'Terraform 공급자 블록 복사…'],
    menus: [{ ...instancesTitle, group: '2_endpoint@4' }],
  },
  {
    id: 'filterActivity',
    title: ['Filter Activity…', '활동 필터…'],
    icon: 'filter',
    menus: [{ ...activityTitle, group: 'navigation@1' }],
  },
  {
    id: 'clearActivityFilter',
    title: ['Clear Activity Filter', '활동 필터 지우기'],
    icon: 'clear-all',
    enablement: 'cloudSandbox.activityFiltered',
    menus: [{ ...activityTitle, group: 'navigation@2', and: 'cloudSandbox.activityFiltered' }],
  },
  { id: 'showOlderCalls', title: ['Show Older Calls', '이전 호출 더 보기'], palette: false },
  {
    id: 'runCallAgain',
    title: ['Run Again', '다시 실행'],
    icon: 'debug-rerun',
    palette: false,
    menus: [{ ...callWith('again'), group: '1_call@1' }],
  },
  {
    id: 'copyCallAsCli',
    title: ['Copy as AWS CLI Command', 'AWS CLI 명령으로 복사'],
    palette: false,
    menus: [{ ...callWith('aws'), group: '1_call@2' }],
  },
  {
    id: 'openCallAsJson',
    title: ['Open as JSON', 'JSON으로 열기'],
    palette: false,
    menus: [{ when: 'view == cloudSandbox.activity && viewItem =~ /^call/', group: '1_call@3' }],
  },
  {
    id: 'showCallResource',
    title: ['Show Resource', '리소스 표시'],
    palette: false,
    menus: [{ ...callWith('resource'), group: '1_call@4' }],
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
    menus: [
      { item: 'instances', flags: ['public-ip'], group: '4_copy@2' },
      { item: 'elastic-ips', group: '4_copy@2' },
    ],
  },
  {
    id: 'copyPrivateIp',
    title: ['Copy Private IPv4 Address', '프라이빗 IPv4 주소 복사'],
    menus: [
      { item: 'instances', flags: ['pending', 'running', 'stopping', 'stopped'], group: '4_copy@3' },
      { item: 'network-interfaces', group: '4_copy@3' },
    ],
  },
  { id: 'copyArn', title: ['Copy ARN', 'ARN 복사'], menus: [{ item: '{kinds}', group: '4_copy@4' }] },
  {
    id: 'rename',
    title: ['Rename', '이름 바꾸기'],
    enablement: canWrite,
    key: 'f2',
    menus: [{ item: '{tagged}', group: '1_general@3' }],
  },
  { id: 'editTags', title: ['Edit Tags…', '태그 편집…'], enablement: canWrite, menus: [{ item: '{tagged}', group: '1_general@4' }] },
  {
    id: 'searchResources',
    title: ['Search Resources…', '리소스 검색…'],
    icon: 'search',
    menus: [{ ...instancesTitle, group: 'navigation@3' }],
  },
  {
    id: 'groupInstances',
    title: ['Group Instances By…', '인스턴스 그룹화…'],
    icon: 'group-by-ref-type',
    menus: [{ ...instancesTitle, group: '0_show@1' }],
  },
  {
    id: 'filterInstances',
    title: ['Filter Instances…', '인스턴스 필터…'],
    icon: 'filter',
    menus: [
      { ...instancesTitle, group: 'navigation@4', and: '!cloudSandbox.filtered' },
      { ...instancesTitle, group: '0_show@2' },
    ],
  },
  {
    id: 'clearFilter',
    title: ['Clear Filter', '필터 지우기'],
    icon: 'clear-all',
    enablement: 'cloudSandbox.filtered',
    menus: [{ ...instancesTitle, group: 'navigation@4', and: 'cloudSandbox.filtered' }],
  },
  ...asked('pressKey', 'Run the Menu Entry of a Key', '키에 해당하는 메뉴 실행'),
  ...asked('connect', 'Connect', '연결', { enablement: undefined }),
  ...asked('changeInstanceType', 'Change Instance Type…', '인스턴스 유형 변경…'),
  ...asked('changeProtection', 'Change Termination and Stop Protection…', '종료 및 중지 방지 변경…'),
  ...asked('changeShutdownBehavior', 'Change Shutdown Behavior…', '시스템 종료 동작 변경…'),
  ...asked('editUserData', 'Edit User Data…', '사용자 데이터 편집…'),
  ...asked('getWindowsPassword', 'Get Windows Password…', 'Windows 암호 가져오기…'),
  ...asked('getSystemLog', 'Get System Log', '시스템 로그 가져오기', { enablement: undefined }),
  ...asked('associateAddress', 'Associate Address…', '주소 연결…'),
  ...asked('disassociateAddress', 'Disassociate', '연결 해제'),
  ...asked('attachNetworkInterface', 'Attach…', '연결…'),
  ...asked('detachNetworkInterface', 'Detach', '분리'),
  ...asked('addInboundRule', 'Add Inbound Rule…', '인바운드 규칙 추가…'),
  ...asked('addOutboundRule', 'Add Outbound Rule…', '아웃바운드 규칙 추가…'),
  ...asked('editRule', 'Edit Rule…', '규칙 편집…'),
  ...asked('revokeRule', 'Delete Rule', '규칙 삭제'),
  ...asked('attachInternetGateway', 'Attach to VPC…', 'VPC에 연결…'),
  ...asked('detachInternetGateway', 'Detach from VPC', 'VPC에서 분리'),
  ...asked('attachVolume', 'Attach Volume…', '볼륨 연결…'),
  ...asked('modifyVolume', 'Modify Volume…', '볼륨 수정…'),
  {
    id: 'allocateAddress',
    title: ['Allocate New Address', '새 주소 할당'],
    icon: 'add',
    enablement: canWrite,
    menus: [
      { folder: 'elastic-ips', group: 'inline@1' },
      { folder: 'elastic-ips', group: '2_active@1' },
      { ...networkTitle, group: '1_create@1' },
    ],
  },
  ...created('createKeyPair', 'Create Key Pair…', '키 페어 생성…', 'key-pairs', 2),
  {
    id: 'importKeyPair',
    title: ['Import Key Pair…', '키 페어 가져오기…'],
    enablement: canWrite,
    menus: [
      { folder: 'key-pairs', group: '2_active@2' },
      { ...networkTitle, group: '1_create@3' },
    ],
  },
  ...created('createSecurityGroup', 'Create Security Group…', '보안 그룹 생성…', 'security-groups', 4),
  ...created('createVpc', 'Create VPC…', 'VPC 생성…', 'vpcs', 5),
  {
    id: 'createSubnet',
    title: ['Create Subnet…', '서브넷 생성…'],
    enablement: canWrite,
    menus: [
      { item: 'vpcs', group: '2_active@5' },
      { folder: 'subnets', group: '2_active@1' },
      { ...networkTitle, group: '1_create@6' },
    ],
  },
  ...created('createInternetGateway', 'Create Internet Gateway…', '인터넷 게이트웨이 생성…', 'internet-gateways', 7),
  ...created('createNetworkInterface', 'Create Network Interface…', '네트워크 인터페이스 생성…', 'network-interfaces', 8),
  {
    id: 'createVolume',
    title: ['Create Volume…', '볼륨 생성…'],
    icon: 'add',
    enablement: canWrite,
    menus: [{ menu: 'view/title', when: 'view == cloudSandbox.storage', group: 'navigation@1' }],
  },
  { id: 'restart', title: ['Restart', '다시 시작'] },
  { id: 'showLog', title: ['Show Log', '로그 표시'] },
];
