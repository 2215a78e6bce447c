/** Public keys made once with ssh-keygen; fingerprints by OpenSSL (RSA: MD5 of the DER) and ssh-keygen (ED25519: SHA-256). */
export const keys = {
  rsa1024: {
    openSsh:
      'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDErzNhli+mcdGzezUi7ceB0Zm4gIr1turoyi1I8hFDXCfiFF02vFDo1jXVJKmad0z4xKHVcy9rrrCOVa/6MM1+gfSqrdMjyPbu/CcA80JX5dUop/+yDfaXpzuaGHs96PtPcxDh1EeXRqqGpaJhq0/uO4uSZn75iHpNYKkJQZA0zQ==',
    der: 'MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDErzNhli+mcdGzezUi7ceB0Zm4gIr1turoyi1I8hFDXCfiFF02vFDo1jXVJKmad0z4xKHVcy9rrrCOVa/6MM1+gfSqrdMjyPbu/CcA80JX5dUop/+yDfaXpzuaGHs96PtPcxDh1EeXRqqGpaJhq0/uO4uSZn75iHpNYKkJQZA0zQIDAQAB',
    fingerprint: 'e7:dd:b5:91:bd:be:ce:85:77:be:dd:3c:5d:55:98:f0',
  },
  rsa2048: {
    openSsh:
      'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDN1MW6o23hjWCfsoqXT8Yur000pzCOc672QJgKMorxm8J7mqCRP02XzXb24V8yN+MQ2owZA5sOaSiokXhd7n3pmMVbiIuQBPKS3Urd89ong2G4L7j6fzovim+/MGMCZV1cCyacuJ55iGjvv2k54UovvJBYSt0Uk/3wQPENQhXe0SW6yBGp+kwT1MxV/1PT4jquPf3dUw3lY/5q/vQNM9+4GnxNDqw2EGZ3z0NgNaDbAXNUqoxsnltDPx9Wy5xdyz3BDk8OjWKwyYau0A8veSFMnCde7zKcXM3SoOOvPwM5oe2mdWiFHpU3UUK7rJE0mTOma/QInofK/xWUOrvFYrTR',
    fingerprint: 'ed:b4:d3:fc:6c:e7:bc:1a:3e:ac:2a:30:bd:42:cc:80',
  },
  rsa4096: {
    openSsh:
      'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAACAQDGYvBht87j9PabBrf+YWJvEM0ygisnzAWj4NeyaSm/MxG4w7oBngBIS90sbD8Hpnm4MJA/F6vYbZmP5AHLGXVrYTa8oT4mV20AB0nZea9tHCr9gUmsKkoPzHNfmuGrAiUmoTQbRzoFHAjW118ZJd9e2zMOpgseKaqWjgM/oHvL1mMOFEh7n7KLoZew88DNpfrENXFwMlOa8xE+TPJem8qkJgMVMa4+vlFfB89Yl3NT3+0No7ZUdyNU7uFsY5TJGQlqW6AuoU6wPVQBp391VseidPZ+vx5uDZk1URbECSKw27athUDuWigg8fL6336ygPzWq+pmXp6T5PPrLju7wSBNRaLyqz2YvaeYqyDwwQjMUfjMDihPRtTi3RNqWHFyaaCK4cW+6Hcgw51zZVS0tqd4MXL/oaP+oUrYtufasE91H6dKaoC3ZjT+uEyntFUmmKiMmwlQOgj0F6csHOk3KfzaU95jnxL/Twm/g2bDP/T7uImnpO+9Dl6NpPnQhmCJz2AJBZB31X+hcKJDxdNaNnSNP17PjGtS4aM4KOUzFblO25yWlF98Tfn5xEsBAdfWzHooob2HhbehiLk5JiuHh6/3Repgrj4Our8Qf2OoMAFGPWDsJ+2nNxou5UijUTwggbbesygVQkTd0lz2te7fH+FL568UGEdJf78OUeeVyzUoPw==',
    fingerprint: 'ef:81:fa:5d:5d:1e:e7:21:0c:36:2f:fb:dc:0d:6e:e4',
  },
  ed25519: {
    openSsh: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGU55e1NNB8A1K1cf4ySANTJ09QHMWXbHYFlF8vwFouT',
    der: 'MCowBQYDK2VwAyEAZTnl7U00HwDUrVx/jJIA1MnT1AcxZdsdgWUXy/AWi5M=',
    fingerprint: 'oFtCPzyv1YYTV1qTDYvRZWlq61gXznbWQOxLmY935oM=',
  },
  rsa3072:
    'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQCgFA2acBlMBUZqtx7m++HxSpn2dhdaYtzPdqCnQO9d4/x+FQRFnO57oCIaRGDxFKBVeGYoWu5DBZLf/FdBJoe433KWJgdyeyX0mcUNaPbFVl1jTDa4RtEKcd8y67XyYfC2o3YSfRaGCEWEJml7P6Bb2yU/tJ39rzaAexdna2EQyVHVr+BRvvZ5i+AYjvGRIJUlxYurKbftXXEcYZY5zeVQInnZmQfjnHv6ji7vVZw6k1rcS3f1w8Ni/zRql6fE99XJShKEBz8vAMYnQHxHOhs1i2G96sibslAOjs1RR9UA19pJ1y+x0UY2YWu7EWligFi91HMDV1305YB8Wb8lwicQELmBf1oJC9/sQsK9kUs1b1xWckBT2/4trynx/jicTVjfGvnMu5cjPcvCL3x08+JpfNQdsFcGwLOY6LVyCaSMWSlC485YW2KvQFg7CpYYz+iyYzBM6DqRlH0+Fn/HeBZM1r/AbIs8yr0qprTYlFg7V7BjK8t93OZqMOe0y7qWQcc=',
  ecdsa:
    'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBDU7doXX1gdzui7szS80x1jZzTSnHeI/rsa5V9oCAmYMR35lhBw7v0mRjs6E2ljKY/lmQmNHB1uIJwgADHHCROU=',
} as const;

/** The SSH2 files that ssh-keygen made of them. */
export const ssh2 = {
  rsa1024: `---- BEGIN SSH2 PUBLIC KEY ----
Comment: "1024-bit RSA, converted by someone@example from OpenSSH"
AAAAB3NzaC1yc2EAAAADAQABAAAAgQDErzNhli+mcdGzezUi7ceB0Zm4gIr1turoyi1I8h
FDXCfiFF02vFDo1jXVJKmad0z4xKHVcy9rrrCOVa/6MM1+gfSqrdMjyPbu/CcA80JX5dUo
p/+yDfaXpzuaGHs96PtPcxDh1EeXRqqGpaJhq0/uO4uSZn75iHpNYKkJQZA0zQ==
---- END SSH2 PUBLIC KEY ----
`,
  ed25519: `---- BEGIN SSH2 PUBLIC KEY ----
Comment: "256-bit ED25519, converted by someone@example from OpenSSH"
AAAAC3NzaC1lZDI1NTE5AAAAIGU55e1NNB8A1K1cf4ySANTJ09QHMWXbHYFlF8vwFouT
---- END SSH2 PUBLIC KEY ----
`,
} as const;
