{{/* Name of every object: that of the release, and of the part. */}}
{{- define "belvedere.name" -}}
{{ .Release.Name | trunc 40 | trimSuffix "-" }}
{{- end }}

{{/* Labels by which the pods of one part are chosen; takes (list . "web"). */}}
{{- define "belvedere.selector" -}}
app.kubernetes.io/name: belvedere
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{/* Labels of an object of one part; takes (list . "web"). */}}
{{- define "belvedere.labels" -}}
{{ include "belvedere.selector" . }}
app.kubernetes.io/part-of: belvedere
app.kubernetes.io/version: {{ (index . 0).Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ (index . 0).Release.Service }}
{{- end }}

{{/* An image by its digest; takes (list . image). */}}
{{- define "belvedere.image" -}}
{{- $image := index . 1 -}}
{{ (index . 0).Values.image.registry }}/{{ $image.repository }}{{ if $image.tag }}:{{ $image.tag }}{{ end }}@{{ $image.digest }}
{{- end }}

{{/* Host name of the public address. */}}
{{- define "belvedere.host" -}}
{{ (urlParse .Values.publicUrl).hostname }}
{{- end }}
