import { useEffect, useState } from 'preact/hooks'
import { welcomeNewcomers } from '../../actions/team'
import { problem, t } from '../../i18n'
import {
  type Catalogue,
  crowdKey,
  dataLoss,
  draft,
  type Environment,
  environment,
  type Me,
  syncState,
  useLive,
} from '../../queries'
import { activities } from '../../queries/activities'
import { arrivals } from '../../queries/arrivals'
import { newCertificate } from '../../queries/certificates'
import { corrections } from '../../queries/corrections'
import type { Crowd } from '../../queries/crowd'
import { unfinishedEdits } from '../../queries/edits'
import { readMoves } from '../../queries/read-moves'
import { type Check, isClockRight } from '../../queries/ready'
import { newcomers } from '../../queries/team'
import { holderOf } from '../log/holder'
import type { Notice } from './notices'
import * as phone from './phone-notices'
import * as team from './team-notices'
import { useCarried } from './use-carried'

export interface About {
  person: Me
  catalogue: Catalogue
  /** Today. */
  day: string
  /** Seconds. */
  clockOff: number
  /** What this phone lacks to be carried where there is no network. */
  lack: Check | null
  trouble: Environment['storageProblem']
}

/** All that the first screen has to say, the gravest first; undefined until it is read. What is grave
 * waits for nothing else to be read. */
export function useNotices({ person, catalogue, day, clockOff, lack, trouble }: About) {
  const holder = holderOf(person)
  const gone = useLive(dataLoss())
  const state = useLive(syncState())
  const crowd = useLive(draft<Crowd>(crowdKey(holder)))
  const edits = useLive(unfinishedEdits(holder))
  const fixed = useLive(corrections())
  const came = useLive(arrivals())
  const news = useNewcomers()
  const moves = useLive(readMoves())
  const planned = useLive(activities())
  const certificate = useLive(newCertificate())
  const carried = useCarried()
  const [isUpdateLater, putUpdateOff] = useState(false)
  const isJoined = person.state === 'joined'
  const { updateReady } = environment().value
  const ofTeam = isJoined && [
    ...(fixed ? team.corrected([...fixed.own, ...fixed.takenBack]) : []),
    ...team.arrived(came),
    news && team.joined(news),
    moves && team.moved(person, moves),
  ]
  const list = [
    trouble && phone.line('trouble', 'stop', problem(trouble)),
    gone && phone.lost(gone),
    !isClockRight(clockOff) && phone.wrongClock(clockOff),
    !isJoined && team.apart(person, Boolean(gone)),
    state && phone.waiting(state),
    crowd && phone.counting(crowd, holder, catalogue),
    ...(ofTeam || []),
    ...(edits ?? []).map(phone.edit),
    carried && { ...phone.line('carried', 'look', carried), href: '/sent' },
    isJoined && team.activity(planned ?? [], day),
    certificate && {
      ...phone.line('certificate', 'calm', t('home.certificate')),
      href: '/me/certificates',
    },
    updateReady && !isUpdateLater && phone.update(() => putUpdateOff(true)),
    state?.upgrade && !updateReady && phone.upgrade(),
    isJoined && lack && phone.lacks(lack),
  ]
  const all = list.filter((one): one is Notice => Boolean(one))
  const read = [gone, state, crowd, edits, fixed, came, moves, planned, certificate]
  if (trouble || !read.includes(undefined)) return all
  const grave = all.filter(({ look }) => look === 'stop')
  return grave.length > 0 ? grave : undefined
}

/** Who came into the lead's team since the lead looked; who was there at the first look is no news. */
function useNewcomers() {
  const news = useLive(newcomers())
  const rows = news?.people.map((one) => one.row) ?? []
  useEffect(() => {
    if (news?.first) void welcomeNewcomers(news.team, rows)
  }, [news?.first, news?.team])
  return news && !news.first && rows.length > 0 ? news : null
}
