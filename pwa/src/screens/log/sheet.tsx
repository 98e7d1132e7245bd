import { useEffect, useState } from 'preact/hooks'
import { Sheet } from '../../components/sheet'
import { today, useLive } from '../../queries'
import { labelOf } from '../labels'
import { Duties } from './duties'
import { LogForm } from './form'
import { GuideLink } from './guide-link'
import { CARD, type Holder, useHolder } from './holder'
import { Save, useNewSession } from './new-session'

interface Props {
  service: string
  onClose: () => void
}

/** The card over the tiles: everything prefilled, one tap on "Lưu" ends it. */
export function LogSheet(props: Props) {
  const holder = useHolder()
  return holder === undefined ? null : <Card key={holder} {...props} holder={holder} />
}

/** Whether nobody has recorded anything on this phone today, as it was when the card was opened. */
function useFirstOfDay(): boolean {
  const day = useLive(today())
  const [first, setFirst] = useState<boolean | null>(null)
  const now = day ? day.sessions.every(({ mine }) => !mine) && day.coming.length === 0 : null
  useEffect(() => {
    if (first === null && now !== null) setFirst(now)
  }, [first, now])
  return first ?? now ?? false
}

function Card({ service, holder, onClose }: Props & { holder: Holder }) {
  const session = useNewSession(service, { form: CARD, holder }, onClose)
  const isFirst = useFirstOfDay()
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
      {isFirst && <Duties />}
      <LogForm {...session.form} />
      <GuideLink service={service} />
    </Sheet>
  )
}
