import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'

server.errorHandler(() => import('#core/errors/exception_handler'))

server.use([
  () => import('#core/http/observe_requests_middleware'),
  () => import('@adonisjs/static/static_middleware'),
  () => import('@adonisjs/vite/vite_middleware'),
])

router.use([
  () => import('#core/http/request_id_middleware'),
  () => import('@adonisjs/core/bodyparser_middleware'),
  () => import('@adonisjs/session/session_middleware'),
  () => import('#accounts/middleware/sign_in_middleware'),
  () => import('#core/http/locale_middleware'),
  () => import('@adonisjs/shield/shield_middleware'),
  () => import('#core/http/pages_middleware'),
])
