export { CreateIdentity1795000000001 } from './1795000000001-create-identity.js';
export { CreateRules1795000000002 } from './1795000000002-create-rules.js';
export { CreateTickets1795000000003 } from './1795000000003-create-tickets.js';
export { CreateApprovals1795000000004 } from './1795000000004-create-approvals.js';
export { CreateExecution1795000000005 } from './1795000000005-create-execution.js';
export { CreateAuditLog1795000000006 } from './1795000000006-create-audit-log.js';
export { NameWhatStands1795000000007 } from './1795000000007-name-what-stands.js';
export { SealTheAuditLog1795000000010 } from './1795000000010-seal-the-audit-log.js';
export { NarrowTheRoles1795000000011 } from './1795000000011-narrow-the-roles.js';
export { ErasePersonalContent1795000000015 } from './1795000000015-erase-personal-content.js';
export { CreateGates1795000000020 } from './1795000000020-create-gates.js';
export { CreateResolutions1795000000021 } from './1795000000021-create-resolutions.js';
export { AddPreconditions1795000000025 } from './1795000000025-add-preconditions.js';
export { GrantExecutions1795000000026 } from './1795000000026-grant-executions.js';
export { HardenSessions1795000000030 } from './1795000000030-harden-sessions.js';
export { CreateTotp1795000000031 } from './1795000000031-create-totp.js';
export { NoteStepUp1795000000032 } from './1795000000032-note-step-up.js';
export { RevokeWhatIsGranted1795000000045 } from './1795000000045-revoke-what-is-granted.js';
export { NoteWhoIsLooking1795000000050 } from './1795000000050-note-who-is-looking.js';
export { KeepRejectReasons1795000000051 } from './1795000000051-keep-reject-reasons.js';
export { CreateInsights1795000000055 } from './1795000000055-create-insights.js';
export { CreateSavedFilters1795000000056 } from './1795000000056-create-saved-filters.js';
export { CountFromWhatCameBack1795000000057 } from './1795000000057-count-from-what-came-back.js';
export { SearchDecisions1795000000060 } from './1795000000060-search-decisions.js';
export { RotateAgentKeys1795000000065 } from './1795000000065-rotate-agent-keys.js';
export { CreateQueuePolicy1795000000066 } from './1795000000066-create-queue-policy.js';
<<<<<<< HEAD
export { CreateWitnesses1795500000000 } from './1795500000000-create-witnesses.js';
=======
export { KeepAmounts1795700000000 } from './1795700000000-keep-amounts.js';
>>>>>>> 23cd228 (Keep a revision's amount as a column the database works out, and walk to decisions once)
