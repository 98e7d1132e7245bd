import type { Parcel } from '../../actions/hand-over'
import { t } from '../../i18n'
import { useAwake } from '../crowd/use-awake'
import { ParcelFile } from './parcel-file'
import { Watch } from './watch'

interface Props {
  onParcel: (parcel: Parcel) => void
  onStop: () => void
  /** How many were taken: with each the screen stays on for a while more. */
  taken: number
}

/** One parcel after the other, by camera or as a file. */
export function TakeMany({ onParcel, onStop, taken }: Props) {
  useAwake(taken + 1)
  return (
    <>
      <Watch onParcel={onParcel} />
      <div class="row">
        <ParcelFile onParcel={onParcel} />
        <button type="button" class="button" onClick={onStop}>
          {t('gather.stop')}
        </button>
      </div>
    </>
  )
}
