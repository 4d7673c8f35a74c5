# kubemend in a container: docker run --rm -v "$PWD:/work" kubemend [options] [path...]
FROM node:24-alpine AS dependencies
WORKDIR /opt/kubemend
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-alpine
# Git tells which files there are, and what was changed. What is mounted belongs to somebody else, which Git does not trust by itself.
RUN apk add --no-cache git && git config --system --add safe.directory '*'
WORKDIR /opt/kubemend
COPY --from=dependencies /opt/kubemend/node_modules node_modules
COPY package.json LICENSE ./
COPY schema schema
COPY dist dist
USER node
WORKDIR /work
ENTRYPOINT ["node", "/opt/kubemend/dist/cli.js"]
