import { Sheet } from '../../parts/sheet'
import { labelOf } from '../labels'
import { LogForm } from './form'
import { Save, useNewSession } from './new-session'

interface Props {
  service: string
  onClose: () => void
}

/** The card over the tiles: everything prefilled, one tap on "Lưu" ends it. */
export function LogSheet({ service, onClose }: Props) {
  const session = useNewSession(service, null, onClose)
  if (!session) return null
  return (
    <Sheet
      title={labelOf(session.catalogue, 'service', service)}
      onClose={onClose}
      foot={<Save {...session.save} />}
    >
      <LogForm {...session.form} />
    </Sheet>
  )
}
