{{/* Refuses what cannot be run, in plain words; whatever is missing is named at once. */}}
{{- define "belvedere.refusals" -}}
{{- $values := .Values -}}
{{- $problems := list -}}
{{- $isGateway := eq $values.entrance "gateway" -}}
{{- $images := dict "image" $values.image -}}
{{- if $isGateway }}{{ $_ := set $images "gateway.image" $values.gateway.image }}{{ end -}}
{{- range $name, $image := $images -}}
  {{- if and $image.tag (not $image.digest) -}}
    {{- $problems = append $problems (printf "%s.tag is given without %s.digest: a tag can be moved to another image, a digest cannot. Give the digest that your registry has for it (sha256:…)" $name $name) -}}
  {{- else if not $image.digest -}}
    {{- $problems = append $problems (printf "%s.digest is missing: give the digest that your registry has for the image (sha256:…)" $name) -}}
  {{- end -}}
{{- end -}}
{{- if not $values.image.registry -}}
  {{- $problems = append $problems "image.registry is missing: name the registry that holds the images of this release" -}}
{{- end -}}
{{- if not $values.publicUrl -}}
  {{- $problems = append $problems "publicUrl is missing: give the address under which people reach Belvedere, such as https://belvedere.example.org" -}}
{{- end -}}
{{- if not $values.podNetworks -}}
  {{- $problems = append $problems "podNetworks is missing: give the networks of the cluster's pods, so that people are told apart by their addresses" -}}
{{- end -}}
{{- range $name, $what := dict "application" "the keys and addresses of the services" "owner" "database_owner_url" "tls" "the certificate" -}}
  {{- if not (index $values.secrets $name) -}}
    {{- $problems = append $problems (printf "secrets.%s is missing: name the Secret that holds %s" $name $what) -}}
  {{- end -}}
{{- end -}}
{{- range $name := list "postgresql" "valkey" "nats" "s3" -}}
  {{- $service := index $values $name -}}
  {{- if not $service.networks -}}
    {{- $problems = append $problems (printf "%s.networks is missing: give the network in which it is, such as [10.0.5.10/32]; nothing else can be reached" $name) -}}
  {{- end -}}
  {{- if and $service.authority (not $values.authorities.configMap) -}}
    {{- $problems = append $problems (printf "%s.authority names a certificate, and authorities.configMap is missing" $name) -}}
  {{- end -}}
{{- end -}}
{{- if $values.smtp.networks -}}
  {{- if not $values.smtp.sender -}}
    {{- $problems = append $problems "smtp.sender is missing: give the address that mail comes from, such as belvedere@example.org" -}}
  {{- end -}}
  {{- if not $values.secrets.mail -}}
    {{- $problems = append $problems "secrets.mail is missing: name the Secret that holds smtp_url, the address of the mail server" -}}
  {{- end -}}
  {{- if and $values.smtp.authority (not $values.authorities.configMap) -}}
    {{- $problems = append $problems "smtp.authority names a certificate, and authorities.configMap is missing" -}}
  {{- end -}}
{{- else if or $values.smtp.sender $values.smtp.authority $values.secrets.mail -}}
  {{- $problems = append $problems "smtp.networks is missing: give the network in which the mail server is, such as [10.0.5.25/32]; without it mail would stay in the mailbox" -}}
{{- end -}}
{{- if not $values.s3.url -}}
  {{- $problems = append $problems "s3.url is missing: give the address of the S3 server" -}}
{{- end -}}
{{- if not $isGateway -}}
  {{- if not $values.ingress.controllerNamespace -}}
    {{- $problems = append $problems "ingress.controllerNamespace is missing: name the namespace of the Ingress controller, which alone may reach the web processes" -}}
  {{- end -}}
  {{- if and (gt (int $values.web.replicas) 1) (not $values.ingress.canvasAnnotations) -}}
    {{- $problems = append $problems "ingress.canvasAnnotations is missing: with several web processes everybody on a canvas has to be led to the same one" -}}
  {{- end -}}
{{- end -}}
{{- if $problems -}}
  {{- fail (printf "\n\nBelvedere is not installed with these values:\n  - %s\n" (join "\n  - " $problems)) -}}
{{- end -}}
{{- end }}
