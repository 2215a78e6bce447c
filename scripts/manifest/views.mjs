// The views of the sidebar, in their order, and the menus that stand in menus of rows. One with `calls` shows no resources. A view of one kind shows its resources at once, one named like a
// kind those of that kind first; others have a folder a kind. VS Code gives only views that are open from the start their share of the height (initialSize); one that
// is opened later begins with 120 px and takes them from the view above it.

export const views = [
  { name: 'instances', title: ['Instances', '인스턴스'], icon: 'vm', visibility: 'visible', initialSize: 4 },
  { name: 'images', title: ['Images', '이미지'], icon: 'package', visibility: 'collapsed', initialSize: 1 },
  { name: 'storage', title: ['Elastic Block Store', 'Elastic Block Store'], icon: 'database', visibility: 'collapsed', initialSize: 1 },
  { name: 'network', title: ['Network & Security', '네트워크 및 보안'], icon: 'globe', visibility: 'visible', initialSize: 4 },
  { name: 'activity', title: ['Activity', '활동'], icon: 'list-unordered', visibility: 'collapsed', initialSize: 1, calls: true },
];

/** By the names that kinds give them (`submenu` of src/region/kernel/kind.ts); `group` is their place in the menu of a row. */
export const submenus = {
  'instance-state': { title: ['Instance State', '인스턴스 상태'], group: '2_active@1' },
  'instance-settings': { title: ['Instance Settings', '인스턴스 설정'], group: '2_active@2' },
  networking: { title: ['Networking', '네트워킹'], group: '2_active@3' },
};
