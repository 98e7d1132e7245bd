import type { Me } from '../../queries'
import { ActivityCard } from './activity-card'
import { Arrivals } from './arrivals'
import { Corrections } from './corrections'
import { Moved } from './moved'
import { Newcomers } from './newcomers'

/** What happened since that somebody should read: a lead of who came, everybody of own sessions. */
export function News({ leads, person }: { leads: boolean; person: Me }) {
  return (
    <>
      <Moved person={person} />
      {leads && <Arrivals />}
      {leads && <Newcomers />}
      <Corrections />
      <ActivityCard />
    </>
  )
}
