/** What is looked at when Prometheus asks. */
import '#core/observability/sample_events'
import '#core/observability/sample_health'
