import type { Part } from '../../../actions/desk/targets'
import { Confirm } from '../../../components/sheet'
import { t } from '../../../i18n'
import { formatNumber } from '../../../i18n/format'
import { formatUnit } from '../shared/tree'

interface Props {
  among: 'units' | 'teams'
  parts: Part[]
  onYes: () => void
  onNo: () => void
}

/** Asks before each of those below is given its part, with all parts and whatever they would replace. */
export function ShareOut({ among, parts, onYes, onNo }: Props) {
  const replaced = parts.filter(({ number, becomes }) => number !== null && number !== becomes)
  const isReplacing = replaced.length > 0
  return (
    <Confirm
      danger={isReplacing}
      question={t(`targets.share_out.ask.${among}`)}
      detail={`${t(`targets.share_out.parts.${among}`)} ${t('targets.share_out.ask.why')}`}
      yes={t(isReplacing ? 'targets.share_out.replace' : 'targets.share_out.yes')}
      onYes={onYes}
      onNo={onNo}
    >
      {isReplacing && <p>{t('targets.share_out.why', { n: replaced.length })}</p>}
      <ul class="plain-list number">
        {parts.map((part) => (
          <li key={part.team ?? part.unit}>{lineOf(part, replaced.includes(part))}</li>
        ))}
      </ul>
    </Confirm>
  )
}

function lineOf({ name: called, kind, number, becomes }: Part, isReplaced: boolean): string {
  const name = kind ? formatUnit({ name: called, kind }) : called
  const part = { name, becomes: written(becomes) }
  if (!isReplaced) return t('targets.share_out.row', part)
  return t('targets.share_out.row.replaced', { ...part, number: written(number) })
}

const written = (number: number | null) => (number === null ? '–' : formatNumber(number))
