import router from '@adonisjs/core/services/router'
import { describeRoute } from '#core/http/describe_route'
import { apiSignedIn, apiSignIn } from './controllers/create_api_session_controller.js'
import { me } from './controllers/show_me_controller.js'
import { errors } from './errors.js'

const SignIn = () => import('./controllers/sign_in_controller.js')
const ShowSignIn = () => import('./controllers/show_sign_in_controller.js')
const SignOut = () => import('./controllers/sign_out_controller.js')
const SavePreferences = () => import('./controllers/save_preferences_controller.js')
const SwitchOrganisation = () => import('./controllers/switch_organisation_controller.js')
const ShowForgotPassword = () => import('./controllers/show_forgot_password_controller.js')
const RequestPasswordReset = () => import('./controllers/request_password_reset_controller.js')
const ShowResetPassword = () => import('./controllers/show_reset_password_controller.js')
const ResetPassword = () => import('./controllers/reset_password_controller.js')
const ShowPeople = () => import('./controllers/show_people_controller.js')
const InvitePerson = () => import('./controllers/invite_person_controller.js')
const ResendInvitation = () => import('./controllers/resend_invitation_controller.js')
const RevokeInvitation = () => import('./controllers/revoke_invitation_controller.js')
const ChangeRole = () => import('./controllers/change_role_controller.js')
const RemovePerson = () => import('./controllers/remove_person_controller.js')
const ShowInvitation = () => import('./controllers/show_invitation_controller.js')
const AcceptInvitation = () => import('./controllers/accept_invitation_controller.js')
const ShowAccount = () => import('./controllers/show_account_controller.js')
const SaveAccount = () => import('./controllers/save_account_controller.js')
const ChangePassword = () => import('./controllers/change_password_controller.js')
const EndSignInSession = () => import('./controllers/end_sign_in_session_controller.js')
const ShowApiTokens = () => import('./controllers/show_api_tokens_controller.js')
const CreateApiToken = () => import('./controllers/create_api_token_controller.js')
const RevokeApiToken = () => import('./controllers/revoke_api_token_controller.js')
const ShowOrganisation = () => import('./controllers/show_organisation_controller.js')
const SaveOrganisation = () => import('./controllers/save_organisation_controller.js')
const CreateApiSession = () => import('./controllers/create_api_session_controller.js')
const EndApiSession = () => import('./controllers/end_api_session_controller.js')
const ShowMe = () => import('./controllers/show_me_controller.js')

router.get('/sign-in', [ShowSignIn, 'handle'])
router.post('/sign-in', [SignIn, 'handle'])
router.post('/sign-out', [SignOut, 'handle'])
router.post('/preferences', [SavePreferences, 'handle'])

router.get('/password/forgot', [ShowForgotPassword, 'handle'])
router.post('/password/forgot', [RequestPasswordReset, 'handle'])
router.get('/password/reset/:token', [ShowResetPassword, 'handle'])
router.post('/password/reset/:token', [ResetPassword, 'handle'])

router.get('/people', [ShowPeople, 'handle'])
router.post('/people/:id/role', [ChangeRole, 'handle'])
router.delete('/people/:id', [RemovePerson, 'handle'])
router.post('/invitations', [InvitePerson, 'handle'])
router.post('/invitations/:id/resend', [ResendInvitation, 'handle'])
router.delete('/invitations/:id', [RevokeInvitation, 'handle'])
router.get('/invitations/:token', [ShowInvitation, 'handle'])
router.post('/invitations/:token/accept', [AcceptInvitation, 'handle'])

router.get('/account', [ShowAccount, 'handle'])
router.post('/account', [SaveAccount, 'handle'])
router.post('/account/password', [ChangePassword, 'handle'])
router.delete('/account/browsers/:id', [EndSignInSession, 'handle'])
router.get('/account/tokens', [ShowApiTokens, 'handle'])
router.post('/account/tokens', [CreateApiToken, 'handle'])
router.delete('/account/tokens/:id', [RevokeApiToken, 'handle'])

router.get('/organisation', [ShowOrganisation, 'handle'])
router.post('/organisation', [SaveOrganisation, 'handle'])
router.post('/organisation/switch', [SwitchOrganisation, 'handle'])

router.post('/api/v1/sessions/sign-in', [CreateApiSession, 'handle'])
describeRoute({
  method: 'post',
  path: '/api/v1/sessions/sign-in',
  id: 'signIn',
  tag: 'Sign-in',
  summary: 'Sign in and get a bearer token',
  access: 'anyone',
  body: apiSignIn,
  response: apiSignedIn,
  errors: [errors.wrongCredentials, errors.tooManyAttempts],
})

router.delete('/api/v1/sessions/current', [EndApiSession, 'handle'])
describeRoute({
  method: 'delete',
  path: '/api/v1/sessions/current',
  id: 'signOut',
  tag: 'Sign-in',
  summary: 'End the sign-in session of the bearer token',
})

router.get('/api/v1/me', [ShowMe, 'handle'])
describeRoute({
  method: 'get',
  path: '/api/v1/me',
  id: 'whoAmI',
  tag: 'Sign-in',
  summary: 'Say who the bearer token belongs to',
  response: me,
})
