import app from '@adonisjs/core/services/app'
import { onRevocation } from '#core/access/revocations'
import { onFarewell, onUpgrade } from '#core/http/websocket_upgrades'
import { live } from './live.js'
import { LIVE_LIMITS } from './protocol.js'
import { acceptConnection, heartbeat, lookAgainAtAll, sendAwayAll } from './serve_connections.js'

onUpgrade('/live', acceptConnection)
onFarewell(sendAwayAll)
onRevocation((revocation) => live.close(revocation))
live.onMissed(() => void lookAgainAtAll())

const beating = setInterval(() => void heartbeat(), LIVE_LIMITS.heartbeatEvery)
beating.unref()
app.terminating(() => clearInterval(beating))
