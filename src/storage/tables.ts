/** Written by generate-tables.server.ts from a migrated database; never edited by hand. */
export type Tables = {
  activity: {
    id: string;
    record_id: string;
    title: string;
    provider: string | null;
    done_on: string;
    hours: number | null;
    minutes_per_hour: number | null;
    points: number | null;
    areas: string | null;
    kind: string | null;
    accreditation: string | null;
    version: number;
    created_at: string;
    updated_at: string;
  };
  attempt: {
    bucket: string;
    count: number;
    ends_at: string;
  };
  badge: {
    id: string;
    record_id: string;
    form: string;
    text: string;
    sha256: string;
    name: string;
    issuer: string;
    valid_from: string | null;
    valid_until: string | null;
    verdict: string;
    checks: string;
    checked_at: string;
    added_at: string;
  };
  badge_offer: {
    id: string;
    organization_id: string;
    made_by: string | null;
    person_id: string | null;
    record_id: string | null;
    badge_id: string | null;
    learner: string;
    award: string;
    state: string;
    offered_at: string;
    expires_at: string;
    answered_at: string | null;
  };
  badge_use: {
    badge_id: string;
    record_id: string;
    subject: string;
  };
  event: {
    record_id: string;
    seq: number;
    at: string;
    who: string;
    kind: string;
    subject: string;
    before: string | null;
    after: string | null;
    undoes: number | null;
    hash_before: string;
    hash: string;
  };
  evidence: {
    id: string;
    record_id: string;
    sha256: string;
    media: string;
    bytes: number;
    name: string;
    added_at: string;
  };
  evidence_use: {
    evidence_id: string;
    record_id: string;
    subject: string;
  };
  feed: {
    id: string;
    record_id: string;
    created_at: string;
    revoked_at: string | null;
  };
  installation: {
    name: string;
    value: string;
  };
  invitation: {
    id: string;
    organization_id: string;
    email: string;
    role: string | null;
    status: string;
    expires_at: string;
    inviter_id: string;
    created_at: string;
  };
  invitation_link: {
    id: string;
    organization_id: string;
    role: string;
    made_by: string;
    uses_left: number;
    expires_at: string;
    created_at: string;
  };
  issued_badge: {
    id: string;
    record_id: string;
    organization_id: string | null;
    key_id: string;
    list_id: string;
    place: number;
    text: string;
    issued_at: string;
    hidden_at: string | null;
  };
  issuer_key: {
    id: string;
    holder: string;
    did: string;
    public_key: string;
    sealed: string | null;
    state: string;
    created_at: string;
    retired_at: string | null;
  };
  job: {
    name: string;
    holder: string;
    until: string;
    done_at: string | null;
    said: string | null;
  };
  lab_deed: {
    shift_id: string;
    record_id: string;
    number: number;
    deed: string;
    outside: number;
    state_hash: string;
    done_at: string;
  };
  lab_shift: {
    id: string;
    record_id: string;
    scenario: string;
    scenario_hash: string;
    seed: string;
    mode: string;
    opened_hash: string;
    begun_at: string;
    finished_at: string | null;
    verified: number | null;
    score: number | null;
  };
  lis: {
    id: string;
    opened_at: string;
  };
  lis_line: {
    lis_id: string;
    seq: number;
    hash: string;
    line: string;
  };
  mail: {
    id: string;
    record_id: string | null;
    person_id: string | null;
    kind: string;
    address: string;
    about: string;
    state: string;
    attempts: number;
    not_before: string;
    claimed_until: string | null;
    problem: string | null;
    created_at: string;
    settled_at: string | null;
  };
  member: {
    id: string;
    organization_id: string;
    person_id: string;
    role: string;
    created_at: string;
  };
  migration: {
    name: string;
    sha256: string;
    applied_at: string;
  };
  notice: {
    id: string;
    record_id: string;
    subject: string;
    before: string;
    after: string;
    source: string;
    made_at: string;
    read_at: string | null;
  };
  notice_choice: {
    record_id: string;
    by_mail: number;
    updated_at: string;
  };
  organization: {
    id: string;
    name: string;
    slug: string;
    logo: string | null;
    metadata: string | null;
    created_at: string;
  };
  passkey: {
    id: string;
    person_id: string;
    name: string | null;
    credential_id: string;
    public_key: string;
    counter: number;
    device_type: string;
    backed_up: number;
    transports: string | null;
    aaguid: string | null;
    created_at: string | null;
  };
  person: {
    id: string;
    name: string;
    email: string;
    email_verified: number;
    image: string | null;
    created_at: string;
    updated_at: string;
  };
  pinned_document: {
    id: string;
    kind: string;
    text: string;
    sha256: string;
    fetched_at: string;
  };
  proof_of_mail: {
    id: string;
    identifier: string;
    value: string;
    expires_at: string;
    created_at: string;
    updated_at: string;
  };
  record: {
    id: string;
    person_id: string | null;
    browser_id: string | null;
    content: string;
    answers: string;
    version: number;
    head: string;
    created_at: string;
    updated_at: string;
  };
  reminder: {
    record_id: string;
    deadline: string;
    day: string;
    days_left: number;
    letter: string;
    told_at: string;
  };
  reminder_choice: {
    record_id: string;
    by_mail: number;
    leads: string;
    updated_at: string;
  };
  rules: {
    digest: string;
    files: string;
    first_at: string;
    seen_at: string;
  };
  session: {
    id: string;
    token: string;
    person_id: string;
    expires_at: string;
    created_at: string;
    updated_at: string;
    ip_address: string | null;
    user_agent: string | null;
    active_organization_id: string | null;
  };
  shown: {
    record_id: string;
    rules: string;
    shown_at: string;
  };
  sign_in: {
    id: string;
    person_id: string;
    provider: string;
    provider_account: string;
    password: string | null;
    access_token: string | null;
    refresh_token: string | null;
    id_token: string | null;
    access_token_expires_at: string | null;
    refresh_token_expires_at: string | null;
    scope: string | null;
    created_at: string;
    updated_at: string;
  };
  status_entry: {
    list_id: string;
    place: number;
    state: string;
    reason: string | null;
    changed_at: string;
  };
  status_list: {
    id: string;
    did: string;
    purpose: string;
    places: number;
    version: number;
    signed: string | null;
    signed_version: number | null;
    signed_key: string | null;
    signed_at: string | null;
  };
};
