import { useState } from 'preact/hooks'
import { setWeight } from '../../../actions/desk/targets'
import { Field } from '../../../components/field'
import { Icon } from '../../../components/icon'
import { useOnce } from '../../../components/once'
import { showSnackbar } from '../../../components/snackbar'
import { problem, t } from '../../../i18n'
import { ServerAnswer, useQuery } from '../../lead/answer'
import { readWhole } from '../shared/parse-number'
import type { Weight } from '../shared/target-types'
import { formatUnit } from '../shared/tree'

const MOST = 1000

/** How much of what is shared out falls to each of the units below. */
export function Weights({ unit }: { unit: string }) {
  const answer = useQuery('/api/units/{unit_id}/weights', { unit_id: unit })
  return (
    <details class="more">
      <summary>
        <Icon name="forward" size={20} />
        <span>{t('targets.weights')}</span>
      </summary>
      <p class="soft">{t('targets.weights.why')}</p>
      <ServerAnswer answer={answer}>
        {({ rows }) => (
          <ul class="plain-list stack">
            {rows.map((row) => (
              <li class="card" key={row.unit}>
                <One row={row} above={unit} />
              </li>
            ))}
          </ul>
        )}
      </ServerAnswer>
    </details>
  )
}

function One({ row, above }: { row: Weight; above: string }) {
  const [weight, setTyped] = useState(String(row.weight))
  const [note, setNote] = useState(row.note ?? '')
  const { busy, once } = useOnce()
  const { value: read, wrong } = readWhole(weight, 0, MOST)
  const changed = read !== row.weight || note.trim() !== (row.note ?? '')
  const save = async () => {
    if (read === null) return
    const answer = await setWeight(row.unit, read, note.trim(), above)
    showSnackbar(answer.ok ? t('form.saved') : problem(answer.problem))
  }
  return (
    <fieldset class="stack small-gap">
      <legend class="name">{formatUnit(row)}</legend>
      <div class="two">
        <Field
          inputmode="numeric"
          label={t('targets.weight')}
          value={weight}
          wrong={wrong}
          onInput={setTyped}
        />
        <Field label={t('targets.weight.note')} maxLength={400} value={note} onInput={setNote} />
      </div>
      {changed && (
        <p>
          <button
            type="button"
            class="button"
            disabled={busy || read === null}
            onClick={() => once(save)}
          >
            {t('do.save')}
          </button>
        </p>
      )}
    </fieldset>
  )
}
