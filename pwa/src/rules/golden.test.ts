// The shared cases, on the phone's side; tests/sync/test_golden.py reads the same files.
import { describe, expect, it } from 'vitest'
import channelFile from '../../../sync/cases/channel.json'
import codeFile from '../../../sync/cases/code.json'
import continuingFile from '../../../sync/cases/continuing.json'
import contributionFile from '../../../sync/cases/contribution.json'
import digestFile from '../../../sync/cases/digest.json'
import durationFile from '../../../sync/cases/duration.json'
import memberRowFile from '../../../sync/cases/member_row.json'
import mergeFile from '../../../sync/cases/merge.json'
import replayFile from '../../../sync/cases/replay.json'
import textFile from '../../../sync/cases/text.json'
import validationFile from '../../../sync/cases/validation.json'
import valuesFile from '../../../sync/cases/values.json'
import opening from '../../../sync/kinds/events/opening.json'
import { deviceOf, teamOf } from './channel'
import { normalise } from './code'
import { isRepeat } from './continuing'
import { digest, minus } from './digest'
import { hoursOf, minutesOf } from './duration'
import { checkWhole, validate } from './kinds'
import { servicesOf, turnsOf } from './kinds/help_session'
import { kindOf, type Specs } from './kinds/kind'
import { rowId } from './kinds/member'
import { merge } from './merge'
import { ChangeRefused } from './refusal'
import { type Replayed, replay } from './replay'
import { fold } from './text'
import type { Fields, Op, Row } from './types'
import { same } from './values'

interface Golden<Case> {
  count: number
  cases: (Case & { name: string })[]
}

function cases<Case>(file: unknown): (Case & { name: string })[] {
  return (file as Golden<Case>).cases
}

describe.each([
  ['values', valuesFile],
  ['merge', mergeFile],
  ['replay', replayFile],
  ['validation', validationFile],
  ['continuing', continuingFile],
  ['contribution', contributionFile],
  ['digest', digestFile],
  ['duration', durationFile],
  ['channel', channelFile],
  ['text', textFile],
  ['code', codeFile],
  ['member_row', memberRowFile],
])('%s.json', (_name, file) => {
  it('holds as many cases as it says', () => {
    expect(file.cases.length).toBe(file.count)
    expect(file.count).toBeGreaterThanOrEqual(15)
  })
})

it.each(cases<{ a: unknown; b: unknown; same: boolean }>(valuesFile))('values: $name', (each) => {
  expect(same(each.a, each.b)).toBe(each.same)
  expect(same(each.b, each.a)).toBe(each.same)
})

interface MergeCase {
  current: Fields
  set: Fields
  prev: Fields
  applied: Fields
  conflicts: string[]
  fields: Fields
}

it.each(cases<MergeCase>(mergeFile))('merge: $name', (each) => {
  const { applied, conflicts, fields } = each
  expect(merge(each.current, each.set, each.prev)).toEqual({ applied, conflicts, fields })
})

interface ReplayCase {
  fields: Fields | null
  changes: Replayed[]
  shown: Fields | null
}

it.each(cases<ReplayCase>(replayFile))('replay: $name', ({ fields, changes, shown }) => {
  expect(replay(fields, changes)).toEqual(shown)
})

interface ValidationCase {
  kind: string
  op: Op
  set?: Fields
  whole?: Fields
  clean?: Fields
  refused?: { code: string; field: string | null } | null
}

it.each(cases<ValidationCase>(validationFile))('validation: $name', (each) => {
  const given = () => {
    if (each.kind === 'opening')
      return kindOf(opening.fields as unknown as Specs, 'server').validate(each.set ?? {}, 'create')
    if (each.whole === undefined) return validate(each.kind, each.set ?? {}, each.op)
    return checkWhole(each.kind, each.whole)
  }
  if (each.refused) expect(refusal(given)).toEqual(each.refused)
  else expect(given()).toEqual(each.clean)
})

type ContributionCase = Row & { turns: { service: string; turns: number }[] }

// A phone counts sessions and people from what it shows; of turns only the rule is the server's too.
const counted = cases<ContributionCase>(contributionFile).filter(({ state }) => state === 'counted')

it.each(counted)('contribution: $name', ({ f, turns }) => {
  const counting = new Set(contributionFile.outcomes_counting)
  const found = servicesOf(f).map(([service, line]) => ({
    service,
    turns: turnsOf(line, counting),
  }))
  expect(found).toEqual(turns.map(({ service, turns }) => ({ service, turns })))
})

interface DigestCase {
  hashes: string[]
  without: string[]
  n: number
  sum: string
}

it.each(cases<DigestCase>(digestFile))('digest: $name', ({ hashes, without, n, sum }) => {
  expect(without.reduce(minus, digest(hashes))).toEqual({ n, sum })
})

interface ChannelCase {
  channel: string | null
  team: string | null
  device: string | null
}

it.each(cases<ChannelCase>(channelFile))('channel: $name', ({ channel, team, device }) => {
  expect(teamOf(channel)).toBe(team)
  expect(deviceOf(channel)).toBe(device)
})

it.each(cases<{ text: string; folded: string }>(textFile))('text: $name', ({ text, folded }) => {
  expect(fold(text)).toBe(folded)
  expect(fold(folded)).toBe(folded)
})

it.each(cases<{ text: string; code: string | null }>(codeFile))('code: $name', (each) => {
  expect(normalise(each.text)).toBe(each.code)
})

interface ContinuingCase {
  sessions: { id: string; state: string; f: Fields }[]
  repeats: string[]
}

it.each(cases<{ sessions: Fields[]; minutes: number; hours: number }>(durationFile))(
  'duration: $name',
  (each) => {
    expect(minutesOf(each.sessions)).toBe(each.minutes)
    expect(hoursOf(each.minutes)).toBe(each.hours)
  },
)

it.each(cases<ContinuingCase>(continuingFile))('continuing: $name', async (each) => {
  const find = async (id: string) => {
    const found = each.sessions.find((one) => one.id === id)
    return found ? { counts: found.state === 'counted', f: found.f } : null
  }
  const found: string[] = []
  for (const { id, f } of each.sessions) if (await isRepeat(id, f, find)) found.push(id)
  expect(found.sort()).toEqual([...each.repeats].sort())
})

interface MemberRowCase {
  member: string
  team: string
  id: string
}

it.each(cases<MemberRowCase>(memberRowFile))('member_row: $name', async ({ member, team, id }) => {
  expect(await rowId(member, team)).toBe(id)
})

function refusal(act: () => unknown): unknown {
  try {
    return act()
  } catch (error) {
    if (error instanceof ChangeRefused) return { code: error.code, field: error.field }
    throw error
  }
}
