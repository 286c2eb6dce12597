/** The parts whose health is looked at. */
import '#core/health/basic_parts'
import '#core/health/database_parts'
import '#core/audit/audit_health'
