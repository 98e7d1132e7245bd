import { useState } from 'preact/hooks'
import { Sheet } from '../../components/sheet'
import { Stepper } from '../../components/stepper'
import { t } from '../../i18n'

const MOST = 500
const USUAL = 10
const OFTEN = [5, 10, 20, 30]

interface Props {
  title: string
  onAdd: (n: number) => void
  onClose: () => void
}

/** Many people at once, such as a hall that was shown the same. */
export function More({ title, onAdd, onClose }: Props) {
  const [n, setN] = useState(USUAL)
  const add = () => {
    onAdd(n)
    onClose()
  }
  return (
    <Sheet
      title={title}
      onClose={onClose}
      foot={
        <button type="button" class="button primary big" disabled={n < 1 || n > MOST} onClick={add}>
          {t('count.add', { n })}
        </button>
      }
    >
      <Stepper label={t('count.how_many')} value={n} max={MOST} onChange={setN} />
      <div class="chips">
        {OFTEN.map((each) => (
          <button
            type="button"
            class="button"
            key={each}
            aria-pressed={each === n}
            onClick={() => setN(each)}
          >
            {each}
          </button>
        ))}
      </div>
    </Sheet>
  )
}
