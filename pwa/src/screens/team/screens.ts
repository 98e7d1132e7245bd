// The screens of who leads a team, in one file.
export { OwnTeamAttention } from './attention'
export { OwnTeamInvite } from './invite'
export { OwnTeamMembers } from './members'
export { OwnTeamPhones } from './phones'
export { OwnTeam } from './team'
