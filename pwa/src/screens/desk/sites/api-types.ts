import type { Wire } from '../../../api/wire'

export type Site = Wire['Site']
export type Sites = Wire['Sites']
export type SiteInFull = Wire['SiteInFull']
export type SiteVersion = Wire['SiteVersion']
