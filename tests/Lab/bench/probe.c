/*
 * The floor of the benchmarks: sends the netlink messages that the module sends, with nothing around them, and starts programs as cheaply as can be.
 * Reads commands from standard input, one a line; answers each with the nanoseconds that it took and a number, or with "error" and why.
 *
 *   list DEVICE                          asks for a link with its VFs (RTM_GETLINK) and decodes them; the number of VFs
 *   survey DEVICE PCI                    that, the e-switch's mode, and where each VF lies, as Get-MlxVf reads it from sysfs; the number of VFs
 *   set DEVICE VFS one|five on|off       sets one attribute (trust) or five of each VF, a message each, acknowledged; the number of messages
 *   job DEVICE VFS one|five on|off BYTES the same with what the module does besides: lists before and after, and a file of so many bytes flushed to the disk
 *   join DEVICE VFS one|five on|off      the same with one message a VF, as ip sends it
 *   run PROGRAM ARGUMENT...              starts a program and reads what it says; the number of bytes
 *   runs DEVICE VFS one|five on|off      starts "ip link set dev DEVICE vf N ..." for each VF; the number of processes
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/devlink.h>
#include <linux/genetlink.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define JOURNALS "/var/lib/mlx5sriov/journal"

enum { ATTRIBUTES = 5, VLAN = 100, PRIORITY = 3, MEGABITS = 1000 };

/* One VF's settings, as the kernel tells them. */
struct vf {
	unsigned char mac[6];
	unsigned int vlan, qos, spoofchk, trust, state, min_rate, max_rate;
};

static struct vf vfs[256];
static char answer[1 << 20], request[4096];
static int route, generic, devlink_family;

static void fail(const char *what)
{
	printf("error %s: %s\n", what, strerror(errno));
	fflush(stdout);
	exit(1);
}

static int netlink(int protocol)
{
	int on = 1, fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol);

	if (fd < 0)
		fail("socket");
	setsockopt(fd, SOL_NETLINK, NETLINK_EXT_ACK, &on, sizeof(on));
	setsockopt(fd, SOL_NETLINK, NETLINK_CAP_ACK, &on, sizeof(on));
	return fd;
}

static struct nlmsghdr *begin(int type, int flags, const void *header, int size)
{
	struct nlmsghdr *message = (struct nlmsghdr *)request;

	memset(message, 0, NLMSG_LENGTH(size));
	message->nlmsg_type = type;
	message->nlmsg_flags = NLM_F_REQUEST | flags;
	message->nlmsg_len = NLMSG_LENGTH(size);
	memcpy(NLMSG_DATA(message), header, size);
	return message;
}

static struct rtattr *add(struct nlmsghdr *message, int type, const void *data, int size)
{
	struct rtattr *attribute = (struct rtattr *)((char *)message + NLMSG_ALIGN(message->nlmsg_len));

	attribute->rta_type = type;
	attribute->rta_len = RTA_LENGTH(size);
	if (size)
		memcpy(RTA_DATA(attribute), data, size);
	message->nlmsg_len = NLMSG_ALIGN(message->nlmsg_len) + RTA_ALIGN(attribute->rta_len);
	return attribute;
}

static void end(struct nlmsghdr *message, struct rtattr *nest)
{
	nest->rta_len = (char *)message + message->nlmsg_len - (char *)nest;
}

/* Sends a request and receives its one answer; a refusal ends the program. */
static struct nlmsghdr *ask(int fd, struct nlmsghdr *message)
{
	struct nlmsghdr *got = (struct nlmsghdr *)answer;
	static unsigned int sequence;
	ssize_t size;

	message->nlmsg_seq = ++sequence;
	if (send(fd, message, message->nlmsg_len, 0) < 0)
		fail("send");
	size = recv(fd, answer, sizeof(answer), 0);
	if (size < 0)
		fail("recv");
	if (!NLMSG_OK(got, size) || got->nlmsg_seq != sequence) {
		errno = EBADMSG;
		fail("answer");
	}
	if (got->nlmsg_type == NLMSG_ERROR) {
		errno = -((struct nlmsgerr *)NLMSG_DATA(got))->error;
		if (errno)
			fail("request");
	}
	return got;
}

static void decode(struct rtattr *info)
{
	struct rtattr *all[IFLA_VF_MAX + 1] = { 0 };
	int left = RTA_PAYLOAD(info);
	struct rtattr *each;
	struct vf *vf;

	for (each = RTA_DATA(info); RTA_OK(each, left); each = RTA_NEXT(each, left))
		if ((each->rta_type & NLA_TYPE_MASK) <= IFLA_VF_MAX)
			all[each->rta_type & NLA_TYPE_MASK] = each;
	vf = &vfs[((struct ifla_vf_mac *)RTA_DATA(all[IFLA_VF_MAC]))->vf % 256];
	memcpy(vf->mac, ((struct ifla_vf_mac *)RTA_DATA(all[IFLA_VF_MAC]))->mac, 6);
	vf->vlan = ((struct ifla_vf_vlan *)RTA_DATA(all[IFLA_VF_VLAN]))->vlan;
	vf->qos = ((struct ifla_vf_vlan *)RTA_DATA(all[IFLA_VF_VLAN]))->qos;
	vf->spoofchk = ((struct ifla_vf_spoofchk *)RTA_DATA(all[IFLA_VF_SPOOFCHK]))->setting;
	vf->trust = ((struct ifla_vf_trust *)RTA_DATA(all[IFLA_VF_TRUST]))->setting;
	vf->state = ((struct ifla_vf_link_state *)RTA_DATA(all[IFLA_VF_LINK_STATE]))->link_state;
	vf->min_rate = ((struct ifla_vf_rate *)RTA_DATA(all[IFLA_VF_RATE]))->min_tx_rate;
	vf->max_rate = ((struct ifla_vf_rate *)RTA_DATA(all[IFLA_VF_RATE]))->max_tx_rate;
}

static int list(const char *device)
{
	struct ifinfomsg header = { .ifi_family = AF_PACKET };
	struct nlmsghdr *message = begin(RTM_GETLINK, 0, &header, sizeof(header)), *got;
	unsigned int mask = RTEXT_FILTER_VF | RTEXT_FILTER_SKIP_STATS;
	struct rtattr *each, *vf;
	int left, inner, count = 0;

	add(message, IFLA_IFNAME, device, strlen(device) + 1);
	add(message, IFLA_EXT_MASK, &mask, sizeof(mask));
	got = ask(route, message);
	left = IFLA_PAYLOAD(got);
	for (each = IFLA_RTA(NLMSG_DATA(got)); RTA_OK(each, left); each = RTA_NEXT(each, left)) {
		if ((each->rta_type & NLA_TYPE_MASK) != IFLA_VFINFO_LIST)
			continue;
		inner = RTA_PAYLOAD(each);
		for (vf = RTA_DATA(each); RTA_OK(vf, inner); vf = RTA_NEXT(vf, inner), count++)
			decode(vf);
	}
	return count;
}

static void find_devlink(void)
{
	struct genlmsghdr header = { .cmd = CTRL_CMD_GETFAMILY, .version = 1 };
	struct nlmsghdr *message = begin(GENL_ID_CTRL, 0, &header, sizeof(header)), *got;
	struct rtattr *each;
	int left;

	add(message, CTRL_ATTR_FAMILY_NAME, DEVLINK_GENL_NAME, sizeof(DEVLINK_GENL_NAME));
	got = ask(generic, message);
	left = got->nlmsg_len - NLMSG_LENGTH(GENL_HDRLEN);
	for (each = (struct rtattr *)((char *)NLMSG_DATA(got) + GENL_HDRLEN); RTA_OK(each, left); each = RTA_NEXT(each, left))
		if (each->rta_type == CTRL_ATTR_FAMILY_ID)
			devlink_family = *(unsigned short *)RTA_DATA(each);
}

static void ask_eswitch(const char *pci)
{
	struct genlmsghdr header = { .cmd = DEVLINK_CMD_ESWITCH_GET, .version = DEVLINK_GENL_VERSION };
	struct nlmsghdr *message = begin(devlink_family, 0, &header, sizeof(header));

	add(message, DEVLINK_ATTR_BUS_NAME, "pci", sizeof("pci"));
	add(message, DEVLINK_ATTR_DEV_NAME, pci, strlen(pci) + 1);
	ask(generic, message);
}

static int read_file(const char *path, char *text, int size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), length;

	if (fd < 0)
		return -1;
	length = read(fd, text, size - 1);
	if (length >= 0) {
		text[length] = 0;
		(void)!read(fd, answer, 1);
	}
	close(fd);
	return length;
}

static void read_folder(const char *path)
{
	DIR *folder = opendir(path);

	if (!folder)
		return;
	while (readdir(folder))
		;
	closedir(folder);
}

static int survey(const char *device, const char *pci)
{
	char path[256], text[4096], link[256];
	int index, count;
	ssize_t length;

	snprintf(path, sizeof(path), "/sys/bus/pci/devices/%s/sriov_numvfs", pci);
	if (read_file(path, text, sizeof(text)) < 0)
		fail(path);
	count = atoi(text);
	ask_eswitch(pci);
	if (list(device) != count)
		fail("list");
	for (index = 0; index < count; index++) {
		static const char *const links[] = { "driver", "iommu_group" }, *const folders[] = { "net", "infiniband" };
		int i;

		snprintf(path, sizeof(path), "/sys/bus/pci/devices/%s/virtfn%d", pci, index);
		length = readlink(path, link, sizeof(link) - 1);
		if (length < 0)
			fail(path);
		link[length] = 0;
		for (i = 0; i < 2; i++) {
			snprintf(path, sizeof(path), "/sys/bus/pci/devices/%.32s/%s", strrchr(link, '/') + 1, folders[i]);
			read_folder(path);
			snprintf(path, sizeof(path), "/sys/bus/pci/devices/%.32s/%s", strrchr(link, '/') + 1, links[i]);
			(void)!readlink(path, text, sizeof(text));
		}
		snprintf(path, sizeof(path), "/sys/bus/pci/devices/%.32s/numa_node", strrchr(link, '/') + 1);
		read_file(path, text, sizeof(text));
	}
	return count;
}

/* The attribute of a number: trust is the first, so that one attribute is trust alone. */
static void add_setting(struct nlmsghdr *message, int which, unsigned int vf, int on)
{
	struct ifla_vf_trust trust = { vf, on };
	struct ifla_vf_vlan vlan = { vf, on ? VLAN : 0, on ? PRIORITY : 0 };
	struct ifla_vf_spoofchk spoofchk = { vf, on };
	struct ifla_vf_link_state state = { vf, on ? IFLA_VF_LINK_STATE_ENABLE : IFLA_VF_LINK_STATE_AUTO };
	struct ifla_vf_rate rate = { vf, 0, on ? MEGABITS : 0 };

	switch (which) {
	case 0: add(message, IFLA_VF_TRUST, &trust, sizeof(trust)); break;
	case 1: add(message, IFLA_VF_VLAN, &vlan, sizeof(vlan)); break;
	case 2: add(message, IFLA_VF_SPOOFCHK, &spoofchk, sizeof(spoofchk)); break;
	case 3: add(message, IFLA_VF_LINK_STATE, &state, sizeof(state)); break;
	default: add(message, IFLA_VF_RATE, &rate, sizeof(rate)); break;
	}
}

static int set(const char *device, unsigned int count, int attributes, int on, int joined)
{
	struct ifinfomsg header = { .ifi_family = AF_UNSPEC, .ifi_index = if_nametoindex(device) };
	int which, i, messages = 0;
	unsigned int vf;

	for (vf = 0; vf < count; vf++) {
		for (which = 0; which < (joined ? 1 : attributes); which++, messages++) {
			struct nlmsghdr *message = begin(RTM_NEWLINK, NLM_F_ACK, &header, sizeof(header));
			struct rtattr *all = add(message, IFLA_VFINFO_LIST, NULL, 0), *info = add(message, IFLA_VF_INFO, NULL, 0);

			if (joined)
				for (i = 0; i < attributes; i++)
					add_setting(message, i, vf, on);
			else
				add_setting(message, which, vf, on);
			end(message, info);
			end(message, all);
			ask(route, message);
		}
	}
	return messages;
}

/* Writes a file as the module writes a journal: whole, flushed, then renamed into place. */
static void write_journal(size_t size)
{
	static const char draft[] = JOURNALS "/probe.draft", final[] = JOURNALS "/probe";
	static char text[1 << 20];
	int fd = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644), folder = open(JOURNALS, O_RDONLY | O_CLOEXEC);

	memset(text, ' ', sizeof(text));
	if (fd < 0 || folder < 0 || size > sizeof(text) || write(fd, text, size) != (ssize_t)size || fsync(fd) || rename(draft, final) || fsync(folder))
		fail(final);
	close(fd);
	close(folder);
}

static int job(const char *device, unsigned int count, int attributes, int on, size_t size)
{
	int messages;

	if (list(device) != (int)count)
		fail("list");
	write_journal(size);
	messages = set(device, count, attributes, on, 0);
	if (list(device) != (int)count)
		fail("list");
	return messages;
}

/* Starts a program with its output in a pipe, which vfork(2) makes as cheap as it can be, and waits for it. */
static int run(char **arguments)
{
	extern char **environ;
	posix_spawn_file_actions_t actions;
	int ends[2], status, total = 0;
	ssize_t length;
	pid_t child;

	if (pipe2(ends, O_CLOEXEC))
		fail("pipe");
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
	errno = posix_spawnp(&child, arguments[0], &actions, NULL, arguments, environ);
	if (errno)
		fail(arguments[0]);
	posix_spawn_file_actions_destroy(&actions);
	close(ends[1]);
	while ((length = read(ends[0], answer, sizeof(answer))) > 0)
		total += length;
	close(ends[0]);
	if (waitpid(child, &status, 0) < 0 || status) {
		errno = ECHILD;
		fail(arguments[0]);
	}
	return total;
}

static int runs(char *device, int count, int attributes, int on)
{
	char number[16];
	char *one[] = { "ip", "link", "set", "dev", device, "vf", number, "trust", on ? "on" : "off", NULL };
	char *five[] = { "ip", "link", "set", "dev", device, "vf", number, "trust", on ? "on" : "off", "vlan", on ? "100" : "0", "qos", on ? "3" : "0",
		"spoofchk", on ? "on" : "off", "state", on ? "enable" : "auto", "min_tx_rate", "0", "max_tx_rate", on ? "1000" : "0", NULL };
	int vf;

	for (vf = 0; vf < count; vf++) {
		snprintf(number, sizeof(number), "%d", vf);
		run(attributes == 1 ? one : five);
	}
	return count;
}

static long long now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000000000LL + time.tv_nsec;
}

int main(void)
{
	char line[4096], *words[64];

	route = netlink(NETLINK_ROUTE);
	generic = netlink(NETLINK_GENERIC);
	find_devlink();
	while (fgets(line, sizeof(line), stdin)) {
		int count = 0, attributes, on, result = -1;
		long long start;
		char *word;

		for (word = strtok(line, " \n"); word && count < 63; word = strtok(NULL, " \n"))
			words[count++] = word;
		words[count] = NULL;
		if (!count)
			continue;
		attributes = count >= 5 && !strcmp(words[3], "five") ? ATTRIBUTES : 1;
		on = count >= 5 && !strcmp(words[4], "on");
		start = now();
		if (!strcmp(words[0], "list") && count == 2)
			result = list(words[1]);
		else if (!strcmp(words[0], "survey") && count == 3)
			result = survey(words[1], words[2]);
		else if (!strcmp(words[0], "set") && count == 5)
			result = set(words[1], atoi(words[2]), attributes, on, 0);
		else if (!strcmp(words[0], "job") && count == 6)
			result = job(words[1], atoi(words[2]), attributes, on, strtoul(words[5], NULL, 10));
		else if (!strcmp(words[0], "join") && count == 5)
			result = set(words[1], atoi(words[2]), attributes, on, 1);
		else if (!strcmp(words[0], "runs") && count == 5)
			result = runs(words[1], atoi(words[2]), attributes, on);
		else if (!strcmp(words[0], "run") && count > 1)
			result = run(words + 1);
		if (result < 0)
			printf("error: no such command\n");
		else
			printf("%lld %d\n", now() - start, result);
		fflush(stdout);
	}
	return 0;
}
