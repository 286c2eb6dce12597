import '@adonisjs/core/types/http'

type ParamValue = string | number | bigint | boolean

export type ScannedRoutes = {
  ALL: {
    show_landing: { paramsTuple?: []; params?: {} }
    check_readiness: { paramsTuple?: []; params?: {} }
    list_audit_entries: { paramsTuple?: []; params?: {} }
    list_dead_letters: { paramsTuple?: []; params?: {} }
    replay_dead_letters: { paramsTuple?: []; params?: {} }
    show_api_description: { paramsTuple?: []; params?: {} }
    show_setup: { paramsTuple: [ParamValue]; params: { token: ParamValue } }
    set_up: { paramsTuple: [ParamValue]; params: { token: ParamValue } }
    show_journal: { paramsTuple?: []; params?: {} }
    new_entry: { paramsTuple?: []; params?: {} }
    show_entry: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    save_entry: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    delete_entry: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    list_changes: { paramsTuple?: []; params?: {} }
    get_entry: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    'api.save_entry': { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    'api.delete_entry': { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    show_library: { paramsTuple?: []; params?: {} }
    find_cards: { paramsTuple?: []; params?: {} }
    show_card: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    list_decks: { paramsTuple?: []; params?: {} }
    list_cards: { paramsTuple?: []; params?: {} }
    get_card: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    show_mailbox: { paramsTuple?: []; params?: {} }
    show_message: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    show_sign_in: { paramsTuple?: []; params?: {} }
    sign_in: { paramsTuple?: []; params?: {} }
    sign_out: { paramsTuple?: []; params?: {} }
    save_preferences: { paramsTuple?: []; params?: {} }
    show_forgot_password: { paramsTuple?: []; params?: {} }
    request_password_reset: { paramsTuple?: []; params?: {} }
    show_reset_password: { paramsTuple: [ParamValue]; params: { token: ParamValue } }
    reset_password: { paramsTuple: [ParamValue]; params: { token: ParamValue } }
    show_people: { paramsTuple?: []; params?: {} }
    change_role: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    remove_person: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    invite_person: { paramsTuple?: []; params?: {} }
    resend_invitation: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    revoke_invitation: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    show_invitation: { paramsTuple: [ParamValue]; params: { token: ParamValue } }
    accept_invitation: { paramsTuple: [ParamValue]; params: { token: ParamValue } }
    show_account: { paramsTuple?: []; params?: {} }
    save_account: { paramsTuple?: []; params?: {} }
    change_password: { paramsTuple?: []; params?: {} }
    end_sign_in_session: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    show_api_tokens: { paramsTuple?: []; params?: {} }
    create_api_token: { paramsTuple?: []; params?: {} }
    revoke_api_token: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    show_organisation: { paramsTuple?: []; params?: {} }
    save_organisation: { paramsTuple?: []; params?: {} }
    switch_organisation: { paramsTuple?: []; params?: {} }
    create_api_session: { paramsTuple?: []; params?: {} }
    end_api_session: { paramsTuple?: []; params?: {} }
    show_me: { paramsTuple?: []; params?: {} }
    show_home: { paramsTuple?: []; params?: {} }
    show_join: { paramsTuple?: []; params?: {} }
    show_join_session: { paramsTuple: [ParamValue]; params: { code: ParamValue } }
    join_session: { paramsTuple: [ParamValue]; params: { code: ParamValue } }
    list_journeys: { paramsTuple?: []; params?: {} }
    show_journey: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    update_journey: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    delete_journey: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    edit_journey: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    copy_journey: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    new_session: { paramsTuple?: []; params?: {} }
    create_session: { paramsTuple?: []; params?: {} }
    show_session: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    update_session: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    invite_people: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    remove_participant: {
      paramsTuple: [ParamValue, ParamValue]
      params: { id: ParamValue; person: ParamValue }
    }
    show_live: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    show_session_canvas: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    draw_card: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    choose_cards: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    control_session: {
      paramsTuple: [ParamValue, ParamValue]
      params: { id: ParamValue; step: ParamValue }
    }
    list_api_sessions: { paramsTuple?: []; params?: {} }
    plan_api_session: { paramsTuple?: []; params?: {} }
    join_api_session: { paramsTuple?: []; params?: {} }
    show_api_session: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    'api.draw_card': { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    'api.choose_cards': { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    'api.control_session': {
      paramsTuple: [ParamValue, ParamValue]
      params: { id: ParamValue; step: ParamValue }
    }
  }
  GET: {
    show_landing: { paramsTuple?: []; params?: {} }
    check_readiness: { paramsTuple?: []; params?: {} }
    list_audit_entries: { paramsTuple?: []; params?: {} }
    list_dead_letters: { paramsTuple?: []; params?: {} }
    show_api_description: { paramsTuple?: []; params?: {} }
    show_setup: { paramsTuple: [ParamValue]; params: { token: ParamValue } }
    show_journal: { paramsTuple?: []; params?: {} }
    new_entry: { paramsTuple?: []; params?: {} }
    show_entry: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    list_changes: { paramsTuple?: []; params?: {} }
    get_entry: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    show_library: { paramsTuple?: []; params?: {} }
    find_cards: { paramsTuple?: []; params?: {} }
    show_card: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    list_decks: { paramsTuple?: []; params?: {} }
    list_cards: { paramsTuple?: []; params?: {} }
    get_card: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    show_mailbox: { paramsTuple?: []; params?: {} }
    show_message: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    show_sign_in: { paramsTuple?: []; params?: {} }
    show_forgot_password: { paramsTuple?: []; params?: {} }
    show_reset_password: { paramsTuple: [ParamValue]; params: { token: ParamValue } }
    show_people: { paramsTuple?: []; params?: {} }
    show_invitation: { paramsTuple: [ParamValue]; params: { token: ParamValue } }
    show_account: { paramsTuple?: []; params?: {} }
    show_api_tokens: { paramsTuple?: []; params?: {} }
    show_organisation: { paramsTuple?: []; params?: {} }
    show_me: { paramsTuple?: []; params?: {} }
    show_home: { paramsTuple?: []; params?: {} }
    show_join: { paramsTuple?: []; params?: {} }
    show_join_session: { paramsTuple: [ParamValue]; params: { code: ParamValue } }
    list_journeys: { paramsTuple?: []; params?: {} }
    show_journey: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    edit_journey: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    new_session: { paramsTuple?: []; params?: {} }
    show_session: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    show_live: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    show_session_canvas: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    list_api_sessions: { paramsTuple?: []; params?: {} }
    show_api_session: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
  }
  HEAD: {
    show_landing: { paramsTuple?: []; params?: {} }
    check_readiness: { paramsTuple?: []; params?: {} }
    list_audit_entries: { paramsTuple?: []; params?: {} }
    list_dead_letters: { paramsTuple?: []; params?: {} }
    show_api_description: { paramsTuple?: []; params?: {} }
    show_setup: { paramsTuple: [ParamValue]; params: { token: ParamValue } }
    show_journal: { paramsTuple?: []; params?: {} }
    new_entry: { paramsTuple?: []; params?: {} }
    show_entry: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    list_changes: { paramsTuple?: []; params?: {} }
    get_entry: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    show_library: { paramsTuple?: []; params?: {} }
    find_cards: { paramsTuple?: []; params?: {} }
    show_card: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    list_decks: { paramsTuple?: []; params?: {} }
    list_cards: { paramsTuple?: []; params?: {} }
    get_card: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    show_mailbox: { paramsTuple?: []; params?: {} }
    show_message: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    show_sign_in: { paramsTuple?: []; params?: {} }
    show_forgot_password: { paramsTuple?: []; params?: {} }
    show_reset_password: { paramsTuple: [ParamValue]; params: { token: ParamValue } }
    show_people: { paramsTuple?: []; params?: {} }
    show_invitation: { paramsTuple: [ParamValue]; params: { token: ParamValue } }
    show_account: { paramsTuple?: []; params?: {} }
    show_api_tokens: { paramsTuple?: []; params?: {} }
    show_organisation: { paramsTuple?: []; params?: {} }
    show_me: { paramsTuple?: []; params?: {} }
    show_home: { paramsTuple?: []; params?: {} }
    show_join: { paramsTuple?: []; params?: {} }
    show_join_session: { paramsTuple: [ParamValue]; params: { code: ParamValue } }
    list_journeys: { paramsTuple?: []; params?: {} }
    show_journey: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    edit_journey: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    new_session: { paramsTuple?: []; params?: {} }
    show_session: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    show_live: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    show_session_canvas: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    list_api_sessions: { paramsTuple?: []; params?: {} }
    show_api_session: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
  }
  POST: {
    replay_dead_letters: { paramsTuple?: []; params?: {} }
    set_up: { paramsTuple: [ParamValue]; params: { token: ParamValue } }
    sign_in: { paramsTuple?: []; params?: {} }
    sign_out: { paramsTuple?: []; params?: {} }
    save_preferences: { paramsTuple?: []; params?: {} }
    request_password_reset: { paramsTuple?: []; params?: {} }
    reset_password: { paramsTuple: [ParamValue]; params: { token: ParamValue } }
    change_role: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    invite_person: { paramsTuple?: []; params?: {} }
    resend_invitation: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    accept_invitation: { paramsTuple: [ParamValue]; params: { token: ParamValue } }
    save_account: { paramsTuple?: []; params?: {} }
    change_password: { paramsTuple?: []; params?: {} }
    create_api_token: { paramsTuple?: []; params?: {} }
    save_organisation: { paramsTuple?: []; params?: {} }
    switch_organisation: { paramsTuple?: []; params?: {} }
    create_api_session: { paramsTuple?: []; params?: {} }
    join_session: { paramsTuple: [ParamValue]; params: { code: ParamValue } }
    copy_journey: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    create_session: { paramsTuple?: []; params?: {} }
    invite_people: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    draw_card: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    choose_cards: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    control_session: {
      paramsTuple: [ParamValue, ParamValue]
      params: { id: ParamValue; step: ParamValue }
    }
    plan_api_session: { paramsTuple?: []; params?: {} }
    join_api_session: { paramsTuple?: []; params?: {} }
    'api.draw_card': { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    'api.choose_cards': { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    'api.control_session': {
      paramsTuple: [ParamValue, ParamValue]
      params: { id: ParamValue; step: ParamValue }
    }
  }
  PUT: {
    save_entry: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    'api.save_entry': { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    update_journey: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    update_session: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
  }
  DELETE: {
    delete_entry: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    'api.delete_entry': { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    remove_person: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    revoke_invitation: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    end_sign_in_session: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    revoke_api_token: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    end_api_session: { paramsTuple?: []; params?: {} }
    delete_journey: { paramsTuple: [ParamValue]; params: { id: ParamValue } }
    remove_participant: {
      paramsTuple: [ParamValue, ParamValue]
      params: { id: ParamValue; person: ParamValue }
    }
  }
  ACL: {}
  BIND: {}
  CHECKOUT: {}
  CONNECT: {}
  COPY: {}
  LINK: {}
  LOCK: {}
  MERGE: {}
  MKACTIVITY: {}
  MKCALENDAR: {}
  MKCOL: {}
  MOVE: {}
  NOTIFY: {}
  OPTIONS: {}
  PATCH: {}
  PROPFIND: {}
  PROPPATCH: {}
  PURGE: {}
  QUERY: {}
  REBIND: {}
  REPORT: {}
  SEARCH: {}
  SOURCE: {}
  SUBSCRIBE: {}
  TRACE: {}
  UNBIND: {}
  UNLINK: {}
  UNLOCK: {}
  UNSUBSCRIBE: {}
}
declare module '@adonisjs/core/types/http' {
  export interface RoutesList extends ScannedRoutes {}
}
