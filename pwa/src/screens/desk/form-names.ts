/** Under which name each form of the desk is kept, so that what opens one finds what was begun. */
export const forms = {
  newAccount: 'account/new',
  account: (id: string) => `account/${id}`,
  newItem: (kind: string) => `catalogue/${kind}/new`,
  item: (kind: string, code: string) => `catalogue/${kind}/item/${code}`,
  newMember: (team: string) => `team/${team}/member/new`,
  member: (team: string, id: string) => `team/${team}/member/${id}`,
  moveMember: (team: string, id: string) => `team/${team}/member/${id}/move`,
  leaveTeam: (team: string, id: string) => `team/${team}/member/${id}/leave`,
  newTeam: 'team/new',
  team: (id: string) => `team/${id}/names`,
  moveTeam: (id: string) => `team/${id}/move`,
  endTeam: (id: string) => `team/${id}/end`,
  addUnit: (parent: string) => `unit/${parent}/add`,
  renameUnit: (id: string) => `unit/${id}/rename`,
  endUnit: (id: string) => `unit/${id}/end`,
  session: (id: string) => `session/${id}`,
}
