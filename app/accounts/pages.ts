import type { AccountProps } from '#pages/accounts/account.props'
import type { ApiTokensProps } from '#pages/accounts/api_tokens.props'
import type { ForgotPasswordProps } from '#pages/accounts/forgot_password.props'
import type { InvitationProps } from '#pages/accounts/invitation.props'
import type { OrganisationProps } from '#pages/accounts/organisation.props'
import type { PeopleProps } from '#pages/accounts/people.props'
import type { ResetPasswordProps } from '#pages/accounts/reset_password.props'
import type { SignInProps } from '#pages/accounts/sign_in.props'

declare module '@adonisjs/inertia/types' {
  interface InertiaPages {
    'accounts/account': AccountProps
    'accounts/api_tokens': ApiTokensProps
    'accounts/forgot_password': ForgotPasswordProps
    'accounts/invitation': InvitationProps
    'accounts/organisation': OrganisationProps
    'accounts/people': PeopleProps
    'accounts/reset_password': ResetPasswordProps
    'accounts/sign_in': SignInProps
  }
}
