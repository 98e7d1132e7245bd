import { Sheet } from '../../parts/sheet'
import { labelOf } from '../labels'
import { LogForm } from './form'
import { Save, useNewSession } from './new-session'

/** Where the open card is kept, to be open again after the browser was killed. */
export const CARD = 'card'

interface Props {
  service: string
  onClose: () => void
}

/** The card over the tiles: everything prefilled, one tap on "Lưu" ends it. */
export function LogSheet({ service, onClose }: Props) {
  const session = useNewSession(service, CARD, onClose)
  if (!session) return null
  const close = () => {
    session.forget()
    onClose()
  }
  return (
    <Sheet
      title={labelOf(session.catalogue, 'service', service)}
      onClose={close}
      foot={<Save {...session.save} />}
    >
      <LogForm {...session.form} />
    </Sheet>
  )
}
