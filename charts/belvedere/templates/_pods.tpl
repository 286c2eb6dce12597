{{/* What holds for every pod; takes (list . "web" uid). */}}
{{- define "belvedere.pod" -}}
{{- $top := index . 0 -}}
{{- $part := index . 1 -}}
serviceAccountName: {{ include "belvedere.name" $top }}-{{ $part }}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with $top.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: {{ index . 2 }}
  # Everybody in an image is of this group, which may read the secrets that are mounted.
  runAsGroup: 10000
  fsGroup: 10000
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: { type: RuntimeDefault }
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "belvedere.selector" (list $top $part) | nindent 8 }}
{{- end }}

{{/* What holds for every container. */}}
{{- define "belvedere.container" -}}
imagePullPolicy: IfNotPresent
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: { drop: [ALL] }
{{- end }}

{{/* Environment of every process of Belvedere. */}}
{{- define "belvedere.settings" -}}
- { name: PUBLIC_URL, value: {{ .Values.publicUrl | quote }} }
- { name: TRUSTED_PROXIES, value: {{ join "," .Values.podNetworks | quote }} }
- { name: DEMO, value: '0' }
- { name: WORKER, value: '0' }
- { name: LOG_LEVEL, value: {{ .Values.logLevel }} }
- { name: TZ, value: {{ .Values.timeZone | quote }} }
- { name: APPLIANCE_KEY_FILE, value: /run/secrets/appliance_key }
- { name: DATABASE_URL_FILE, value: /run/secrets/database_url }
{{- end }}

{{/* Environment of those that use every service. */}}
{{- define "belvedere.services" -}}
{{ include "belvedere.settings" . }}
- { name: NATS_URL_FILE, value: /run/secrets/nats_url }
- { name: NATS_REPLICAS, value: {{ .Values.nats.replicas | quote }} }
- { name: REDIS_URL_FILE, value: /run/secrets/redis_url }
- { name: S3_URL, value: {{ .Values.s3.url | quote }} }
- { name: S3_BUCKET, value: {{ .Values.s3.bucket | quote }} }
- { name: S3_REGION, value: {{ .Values.s3.region | quote }} }
- { name: S3_ACCESS_KEY_FILE, value: /run/secrets/s3_access_key }
- { name: S3_SECRET_KEY_FILE, value: /run/secrets/s3_secret_key }
{{- if .Values.smtp.networks }}
- { name: SMTP_URL_FILE, value: /run/secrets/smtp_url }
- { name: SMTP_SENDER, value: {{ .Values.smtp.sender | quote }} }
{{- end }}
{{- if .Values.licenceKeys.configMap }}
- { name: LICENCE_KEYS_FILE, value: /etc/belvedere/licence/keys.pem }
{{- end }}
{{- range $setting, $key := dict "NATS_CA" .Values.nats.authority "REDIS_CA_FILE" .Values.valkey.authority "S3_CA_FILE" .Values.s3.authority "SMTP_CA_FILE" .Values.smtp.authority }}
{{- with $key }}
- { name: {{ $setting }}, value: /etc/belvedere/authorities/{{ . }} }
{{- end }}
{{- end }}
{{- end }}

{{/* Keys of the secrets of those that use every service. */}}
{{- define "belvedere.keys" -}}
{{- $keys := list "appliance_key" "database_url" "nats_url" "redis_url" "s3_access_key" "s3_secret_key" -}}
{{- if .Values.smtp.networks }}{{ $keys = append $keys "smtp_url" }}{{ end -}}
{{ toJson $keys }}
{{- end }}

{{/* Where a process of Belvedere finds what is mounted. */}}
{{- define "belvedere.mounts" -}}
- { name: home, mountPath: /var/lib/belvedere }
- { name: tmp, mountPath: /tmp }
- { name: secrets, mountPath: /run/secrets, readOnly: true }
{{- if .Values.authorities.configMap }}
- { name: authorities, mountPath: /etc/belvedere/authorities, readOnly: true }
{{- end }}
{{- if .Values.licenceKeys.configMap }}
- { name: licence, mountPath: /etc/belvedere/licence, readOnly: true }
{{- end }}
{{- end }}

{{/* Volumes of a process of Belvedere, but its home; takes (list . keys), those of its secrets. */}}
{{- define "belvedere.volumes" -}}
{{- $top := index . 0 -}}
- name: tmp
  emptyDir: { medium: Memory, sizeLimit: 64Mi }
- name: secrets
  projected:
    # Owner and group may read: the appliance refuses a key that others could.
    defaultMode: 0440
    sources:
      - secret:
          name: {{ $top.Values.secrets.application }}
          items:
            {{- range without (index . 1) "database_owner_url" "smtp_url" }}
            - { key: {{ . }}, path: {{ . }} }
            {{- end }}
      {{- if has "database_owner_url" (index . 1) }}
      - secret:
          name: {{ $top.Values.secrets.owner }}
          items: [{ key: database_owner_url, path: database_owner_url }]
      {{- end }}
      {{- if has "smtp_url" (index . 1) }}
      - secret:
          name: {{ $top.Values.secrets.mail }}
          items: [{ key: smtp_url, path: smtp_url }]
      {{- end }}
{{- with $top.Values.authorities.configMap }}
- name: authorities
  configMap: { name: {{ . }} }
{{- end }}
{{- with $top.Values.licenceKeys.configMap }}
- name: licence
  configMap: { name: {{ . }}, items: [{ key: keys.pem, path: keys.pem }] }
{{- end }}
{{- end }}

{{/* The home that web and worker share, or one of their own. */}}
{{- define "belvedere.home" -}}
- name: home
  {{- if .Values.home.claim }}
  persistentVolumeClaim: { claimName: {{ .Values.home.claim }} }
  {{- else }}
  emptyDir: { sizeLimit: 2Gi }
  {{- end }}
{{- end }}
