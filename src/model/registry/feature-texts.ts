import type { FeatureKey } from './features.ts';
import type { MetricKey } from './metrics.ts';

/** Something that a feature needs, or a limit that it has. */
export interface Need {
  /** What it is about, in a word or two: `image`, `IPv6`. */
  readonly about: string;
  /** A sentence or two. */
  readonly text: string;
  /** Id of the source that says so; null where that has none of its own: a field of the API, a report of use. */
  readonly source: string | null;
}

/** A feature explained to people. */
export interface FeatureText {
  /** What it is, in two sentences. */
  readonly explanation: string;
  readonly needs: readonly Need[];
  /** Metrics that say how much of it there is. */
  readonly metrics: readonly MetricKey[];
}

const need = (about: string, text: string, source: string | null = null): Need => ({ about, text, source });

/** Replies in which the API left out what it can show. */
const oftenEmpty = (field: string) =>
  need('API', `Replies come with an empty ${field} (g7.xlarge and ebmre7p did), so that it may stay unknown with --live, too.`);

/**
 * The explanations. They are apart from the registry, which every run loads. What stands here is stated by a source or
 * seen in a reply; where nobody states what a feature needs, nothing does.
 */
export const featureTexts = {
  cipu: {
    explanation:
      'The Cloud Infrastructure Processing Unit takes over virtualization of network, storage and management from the host CPU, and accelerates it in hardware. It was announced in 2022; the platform before it is SHENLONG up to its third generation.',
    needs: [
      need('features', 'A family on CIPU need not have eRDMA or NVMe: require the feature that you use, not only the platform.', 'overview'),
      need('in the guest', 'The PCI device 1ded:500c with the driver ptp_cipu hints at CIPU. That it is not there proves nothing.'),
    ],
    metrics: [],
  },
  erdma: {
    explanation:
      'Remote direct memory access between instances over the VPC, for programs that use the verbs API. It needs no lossless network: an instance takes part through elastic RDMA interfaces (ERIs).',
    needs: [
      need('type', 'One with EriQuantity above 0; with 0 it takes no ERI. Several ERIs share the queue pairs of the type.', 'eris'),
      need('size', 'At least 4 vCPUs in g9ae, c9ae, r9ae, g9a, c9a, r9a and u2a.', 'erdma-on-cpu-instances'),
      need('interface', 'An ERI is a network interface that is made with NetworkInterfaceTrafficMode HighPerformance.', 'eris'),
      need('purchase', 'Of an enterprise-level instance only the primary interface can be an ERI at purchase.', 'erdma-on-cpu-instances'),
      need(
        'image',
        'On enterprise-level instances: Alibaba Cloud Linux 3 (recommended), Alibaba Cloud Linux 2 (x86 only), CentOS 7.9 (x86 only), Ubuntu 18.04, 20.04, 22.04 and 24.04, Anolis OS 8.4 ANCK and 8.6 ANCK (Arm only).',
        'erdma-on-cpu-instances',
      ),
      need('driver', 'It is installed at purchase, or by hand with erdma_installer (1.5.7 of 2026-03-31).', 'erdma-on-cpu-instances'),
      need('network', 'No load balancer and no other network element between the two ends.', 'erdma-on-cpu-instances'),
      need('IPv6', 'An ERI has no IPv6 address.', 'erdma-on-cpu-instances'),
      need(
        'GPU',
        'GPU instances and enterprise-level instances do not talk by eRDMA directly, unless the latter are set up the GPU way.',
        'erdma-on-cpu-instances',
      ),
      need(
        'in the guest',
        'The PCI device 1ded:107f with the driver erdma, which Linux has from 6.0 on. It is there with an ERI attached only: that it is not proves nothing of the type.',
      ),
    ],
    metrics: ['eris', 'queuePairs', 'erdmaGbps'],
  },
  nvme: {
    explanation:
      'Cloud disks appear in the guest as NVMe devices, not as devices of virtio-blk. From the eighth generation on, instances mainly reach their disks in this way.',
    needs: [
      need('driver', 'The guest needs the driver for NVMe.', 'type-changes'),
      need('image', 'One that does not support NVMe is refused (InvalidParameter.NotMatch), and copying an image loses the mark that it does.'),
      need('device names', 'They change where NVMe takes the place of virtio-blk, /dev/vdb to /dev/nvme1n1: see to fstab, scripts and agents.'),
      need('Windows', 'Take preventive measures before a change between types that differ in NVMe.', 'modify-prepay-instance-spec'),
      need(
        'multi-attach',
        'A disk for several instances, at most 16, needs NVMe on all of them. It is a data disk, ESSD, ESSD AutoPL or Regional ESSD, pay-as-you-go, and made for that.',
        'multi-attach',
      ),
      need('platform', 'NVMe does not prove CIPU: g7se has it on third-generation SHENLONG.', 'nvme-disks-2022'),
    ],
    metrics: [],
  },
  'bare-metal': {
    explanation: 'The instance is a whole physical server, and not a virtual machine on one. Such families have names that begin with ecs.ebm.',
    needs: [need('clusters', 'Of the super computing clusters sccgn7ex, sccg7 and sccc7 are bare metal, too.', 'families-scc')],
    metrics: [],
  },
  'jumbo-frames': {
    explanation: 'Frames of up to 8,500 bytes inside the VPC. The same data needs fewer of them than of frames of the usual size.',
    needs: [
      need(
        'eRDMA',
        "With NCCL and LL128 on GPU instances the MTU is 8500 with jumbo frames and 1400 without, says Alibaba's page on eRDMA there: a wrong one corrupts data.",
      ),
    ],
    metrics: [],
  },
  'elastic-ephemeral-disk': {
    explanation: 'Cloud disks of high performance for temporary data, which go when their instance goes. There are two kinds, standard and premium.',
    needs: [
      need('size', '64 to 8,192 GiB.', 'elastic-ephemeral-disks'),
      need(
        'speed',
        'Standard: up to 820,000 IOPS to read and 160,000 to write. Premium: up to 1,000,000 and 500,000. Less where the disk is smaller.',
        'elastic-ephemeral-disks',
      ),
      need(
        'region',
        'Standard: cn-hangzhou (zones b, j, k), cn-shanghai (e, m, n), cn-beijing (f, i, l), cn-chengdu (b), ap-southeast-1 (a, b, c), eu-central-1 (a, b, c). Premium: cn-hangzhou (j), cn-shanghai (m, n), cn-beijing (i), cn-chengdu (b), ap-northeast-1 (a), cn-hongkong (d).',
        'elastic-ephemeral-disks',
      ),
      need(
        'not possible',
        'Snapshots, encryption, multi-attach, asynchronous replication, a change of category; a system disk; an attachment to another instance after detaching.',
        'elastic-ephemeral-disks',
      ),
    ],
    metrics: [],
  },
  vtpm: {
    explanation: 'A virtual trusted platform module, with which an instance is a trusted one. It vouches for what the instance started from.',
    needs: [
      need('creation', 'RunInstances takes TrustedSystemMode vTPM, and then no enclave.', 'run-instances'),
      need('tag', 'An instance that has it shows the tag acs:ecs:supportVtpm.'),
    ],
    metrics: [],
  },
  sriov: {
    explanation:
      'Network interfaces are passed through to the guest as parts of the hardware (single root I/O virtualization). No software of the host stands between.',
    needs: [oftenEmpty('EnhancedNetwork')],
    metrics: [],
  },
  'trunk-eni': {
    explanation: 'An elastic network interface, the trunk, carries member interfaces. So a container may have an interface of its own.',
    needs: [],
    metrics: [],
  },
  'adjustable-bandwidth': {
    explanation: 'The bandwidth of an instance can be weighted between network (VPC) and cloud disks (EBS). The API lists the weightings that a type has.',
    needs: [oftenEmpty('BandwidthWeighting')],
    metrics: [],
  },
  'burstable-network': {
    explanation: 'The network bandwidth may exceed its baseline for a time. How far is a figure of its own.',
    needs: [need('figures', 'Bursts are documented only: the API does not give them.')],
    metrics: ['networkGbps', 'networkBurstGbps'],
  },
  'burstable-disk': {
    explanation: 'IOPS or bandwidth of the cloud disks may exceed their baseline for a time. How far are figures of their own.',
    needs: [need('figures', 'Disk figures are documented only: the API does not give them.')],
    metrics: ['diskIops', 'diskBurstIops', 'diskGbps', 'diskBurstGbps'],
  },
  'local-disks': {
    explanation: 'Disks of the host itself, which are reached without a network. They stay with the host, and their data with them.',
    needs: [],
    metrics: ['localDisks', 'localDiskGiB'],
  },
  'vpc-encryption': {
    explanation: 'Traffic between instances in the VPC is encrypted. The hardware does it.',
    needs: [],
    metrics: [],
  },
  'secure-boot': {
    explanation: 'With UEFI secure boot the guest starts only from what is signed. The API says whether a type supports it.',
    needs: [need('boot mode', 'UEFI: the field SupportedBootModes names the modes of a type.')],
    metrics: [],
  },
  enclave: {
    explanation: 'A part of an instance, closed off from the rest of it, for work on secrets. It takes its processor cores from the instance.',
    needs: [
      need('size', 'At least 4 vCPUs: one physical core stays with the primary instance.', 'enclave-2021'),
      need('vTPM', 'RunInstances does not take an enclave and vTPM together.', 'run-instances'),
    ],
    metrics: [],
  },
  tdx: {
    explanation: 'Intel Trust Domain Extensions make the whole virtual machine a confidential one. Its memory is out of reach of the host.',
    needs: [
      need('size', 'At least 4 vCPUs in g8i.', 'tdx'),
      need('region', 'g8i: cn-beijing, zone i, when the page was written.', 'tdx'),
      need('GPU', 'gn8v-tee: cn-beijing, zone l; it is built in, and no option when an instance is made (guides of users, 2026).'),
    ],
    metrics: [],
  },
  sgx: {
    explanation:
      'With Intel Software Guard Extensions a program keeps code and data in encrypted memory. Neither the operating system nor the host can read it.',
    needs: [
      need('image', 'Ubuntu 22.04 and Alibaba Cloud Linux 3 are named.', 'sgx'),
      need('hot migration', 'g7t, c7t and r7t cannot be moved while they run: SGX is bound to the host.', 'overview'),
    ],
    metrics: ['encryptedMemoryGiB'],
  },
  'memory-encryption': {
    explanation: 'All memory of the instance is encrypted, for example by Intel TME. The processor does it.',
    needs: [],
    metrics: [],
  },
  'hot-migration': {
    explanation: 'The instance can be moved to another host while it runs. That saves forced reboots.',
    needs: [need('sources', 'The API does not show it, and pages name only families that cannot be moved.')],
    metrics: [],
  },
  'multi-card': {
    explanation: 'An instance has more than one network card. That serves instances that need much bandwidth, as for AI.',
    needs: [need('eRDMA', 'On GPU types the API gives queue pairs by card: an instance has QueuePairNumber times NetworkCardQuantity.')],
    metrics: ['networkCards'],
  },
  'nested-virtualization': {
    explanation: 'Virtual machines can run inside the instance: a Linux guest has /dev/kvm. Bare metal and super computing clusters have it.',
    needs: [need('families', 'No others may run virtualization software, nor virtualize a second time.', 'limits')],
    metrics: [],
  },
  'ht-adjustable': {
    explanation: 'Hyper-threading can be switched off, so that each core runs one thread. It is one of the CPU options of an instance.',
    needs: [need('creation', 'CPU options are set when an instance is made, and at no other time; a change of type sets them back.', 'cpu-options-2021')],
    metrics: ['physicalCores'],
  },
  ptp: {
    explanation: 'A clock in hardware for the guest, for the Precision Time Protocol. In a Linux guest its driver is ptp_cipu.',
    needs: [need('in the guest', 'The PCI device is 1ded:500c. That it is not there proves nothing.'), oftenEmpty('Clock')],
    metrics: [],
  },
  gpu: {
    explanation: 'The instance has GPUs, or a slice of one. A slice counts as a fraction of a GPU.',
    needs: [],
    metrics: ['gpus', 'gpuMemoryGB'],
  },
  ipv6: {
    explanation: 'The network interfaces of the instance can have IPv6 addresses. How many each can have depends on the type.',
    needs: [need('eRDMA', 'An elastic RDMA interface has no IPv6 address.', 'erdma-on-cpu-instances')],
    metrics: ['gpus', 'gpuMemoryGB'],
  },
  roce: {
    explanation: 'RDMA over Converged Ethernet, on a network of the super computing clusters beside the VPC. Elastic RDMA is the one that runs over the VPC.',
    needs: [],
    metrics: ['roceGbps'],
  },
  'persistent-memory': {
    explanation: 'Part of the memory is Intel Optane persistent memory. How much depends on the type.',
    needs: [],
    metrics: ['persistentMemoryGiB'],
  },
  'burstable-cpu': {
    explanation: 'The CPU has a baseline of performance, and earns credits to exceed it. Without credits it is held to the baseline.',
    needs: [],
    metrics: ['cpuBaselinePercent', 'cpuCreditsPerHour', 'cpuCreditBalanceMax'],
  },
} as const satisfies Readonly<Record<FeatureKey, FeatureText>>;
