{{/* The cluster's name service. */}}
{{- define "belvedere.to_names" -}}
- to:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: {{ .Values.dns.namespace }}
      podSelector:
        matchLabels:
          {{- toYaml .Values.dns.labels | nindent 10 }}
  ports:
    - { protocol: UDP, port: {{ .Values.dns.port }} }
    - { protocol: TCP, port: {{ .Values.dns.port }} }
{{- end }}

{{/* Data services; takes (list . names). */}}
{{- define "belvedere.to_services" -}}
{{- $values := (index . 0).Values -}}
{{- range index . 1 }}
{{- $service := index $values . }}
- to:
    {{- range $service.networks }}
    - ipBlock: { cidr: {{ . | quote }} }
    {{- end }}
  ports:
    - { protocol: TCP, port: {{ $service.port }} }
{{- end }}
{{- end }}

{{/* How a policy of one part begins; takes (list . "web"). */}}
{{- define "belvedere.policy" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "belvedere.name" (index . 0) }}-{{ index . 1 }}
  labels:
    {{- include "belvedere.labels" . | nindent 4 }}
{{- end }}

{{/* What makes an object come before the migrations, and go when they are done. */}}
{{- define "belvedere.before_migrate" -}}
helm.sh/hook: pre-install,pre-upgrade
helm.sh/hook-weight: '-10'
helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end }}
