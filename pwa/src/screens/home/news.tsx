import { Arrivals } from './arrivals'
import { Corrections } from './corrections'
import { Newcomers } from './newcomers'

/** What happened since that somebody should read: a lead of who came, everybody of own sessions. */
export function News({ leads }: { leads: boolean }) {
  return (
    <>
      {leads && <Arrivals />}
      {leads && <Newcomers />}
      <Corrections />
    </>
  )
}
